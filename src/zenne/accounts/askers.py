"""Who asks, made anew for each request from what holds at that moment."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth import get_user
from django.db.models import Value
from django.http import HttpRequest
from django.utils import timezone

from zenne.accounts.models import Person, RoleGrant, TeamMembership
from zenne.accounts.roles import RESIDENT, STAFF_ROLES, TEAM, permissions_of
from zenne.accounts.rules.proofs import Proof, proof_in
from zenne.core.access.public import NOBODY, Asker, AskerKind
from zenne.core.audit.public import current_purpose


def asker_of_session(request: HttpRequest) -> Asker:
    """The asker that a browser's session stands for: three queries for somebody, none without a cookie."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES and request.session.session_key is None:
        return NOBODY
    person = getattr(request, "user", None) or get_user(request)
    if not isinstance(person, Person):
        return NOBODY
    proof = proof_in(request.session)
    current = current_purpose(request.session, now=timezone.now())
    code, task = (current.purpose.code, current.task) if current else ("", "")
    return asker_for(person, roles=roles_of(person), proof=proof, purpose=code, task=task)


def asker_for(person: Person, *, roles: Iterable[str], proof: Proof, purpose: str = "", task: str = "") -> Asker:
    """A person as asker. The roles of staff count only after a second factor, where the installation asks for one."""
    counting = frozenset(roles)
    if settings.STAFF_SECOND_FACTOR and not proof.second_factor:
        counting -= STAFF_ROLES
    return Asker(
        kind=AskerKind.PERSON,
        key=person.key,
        name=person.shown_name,
        roles=counting,
        permissions=permissions_of(counting),
        assurance=proof.assurance,
        purpose=purpose,
        task=task,
    )


def roles_of(person: Person) -> frozenset[str]:
    """The codes of all roles that a person has now, whether they count in this session or not. One query."""
    granted = RoleGrant.objects.filter(person=person).order_by().values_list("role", flat=True)
    places = TeamMembership.objects.filter(person=person).order_by().values_list(Value(TEAM.code), flat=True)
    return frozenset({RESIDENT.code, *granted.union(places)})
