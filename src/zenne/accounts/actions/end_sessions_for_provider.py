"""End sessions because an identity provider says that they are over."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from zenne.accounts.models import Person, Session, UsedLogout
from zenne.accounts.oidc.providers import Provider
from zenne.accounts.rules.answers import LEEWAY, OLDEST, WrongAnswer
from zenne.accounts.rules.logouts import Logout
from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import record

UNKNOWN = ""


@transaction.atomic
@internal
def end_sessions_for_provider(*, provider: Provider, logout: Logout, now: datetime) -> int:
    """End the sessions that a checked logout token is about, on all servers at once; returns how many.

    Raises:
        WrongAnswer: the token was used before.
    """
    UsedLogout.objects.filter(at__lt=now - 2 * (OLDEST + LEEWAY)).delete()
    _, is_new = UsedLogout.objects.get_or_create(mark=logout.mark, defaults={"at": now})
    if not is_new:
        raise WrongAnswer("used-before")
    over = Session.objects.filter(sessions_meant(provider, logout)).exclude(person=None)
    people = list(Person.objects.filter(sessions__in=over).distinct())
    count = Session.objects.filter(pk__in=list(over.values_list("pk", flat=True))).delete()[0]
    for person in people:
        record(asker=SYSTEM, action="accounts.end-session", about=person.key, details={"provider": provider.id})
    return count


def sessions_meant(provider: Provider, logout: Logout) -> Q:
    """A named session of the provider alone, where we know which of ours were begun in it; else all of the person."""
    theirs = Q(person__identities__issuer=provider.issuer, person__identities__subject=logout.subject)
    if not logout.session:
        return theirs
    begun_in_it = Q(provider_session=logout.session)
    return begun_in_it if not logout.subject else theirs & (begun_in_it | Q(provider_session=UNKNOWN))
