"""Who has which role, place, session and key."""

import contextlib
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.db.models import Q

from zenne.accounts.models import ApiKey, Person, RoleGrant, Session, Team, TeamMembership
from zenne.accounts.permissions import GRANT_ROLE, REVOKE_KEY
from zenne.core.access.public import SIGNED_IN, Asker, for_everybody, internal, needs

KEYS_ON_A_PAGE = 50


@needs(GRANT_ROLE)
def holders(*, asker: Asker, role: str) -> list[RoleGrant]:
    """Who was given a role, by name."""
    return list(RoleGrant.objects.select_related("person").filter(role=role).order_by("person__name", "pk"))


@needs(GRANT_ROLE)
def members(*, asker: Asker, team: Team) -> list[TeamMembership]:
    """Who has a place in a team, by name."""
    return list(TeamMembership.objects.select_related("person").filter(team=team).order_by("person__name", "pk"))


@for_everybody
def teams() -> list[Team]:
    """All teams: they are those of the departments."""
    return list(Team.objects.all())


@for_everybody
def team_named(key: str) -> Team | None:
    """The team with a key; None when there is none."""
    return Team.objects.filter(key=key).first() if "\0" not in key else None


@internal
def person_named(who: str) -> Person | None:
    """The person with an address or a key ``person:…``, their account open or not. Any text may be asked."""
    who = who.strip()
    if "\0" in who:
        return None
    if who.startswith("person:"):
        with contextlib.suppress(ValueError):
            return Person.objects.filter(uuid=UUID(who.removeprefix("person:"))).first()
    return Person.objects.filter(email__iexact=who).first()


@needs(GRANT_ROLE)
def person_for_role(*, asker: Asker, who: str) -> Person | None:
    """Whom a role or a place is given to or taken from, by the whole address or key."""
    return person_named(who)


@needs(SIGNED_IN)
def own_sessions(*, asker: Asker, now: datetime) -> list[Session]:
    """Where the asker is signed in, the last used first."""
    uuid = asker.key.removeprefix("person:")
    return list(Session.objects.filter(person__uuid=uuid, expire_date__gt=now)) if uuid != asker.key else []


@needs(REVOKE_KEY)
def keys_in_use(*, asker: Asker, words: str, page: str, now: datetime) -> "Page[Any]":
    """A page of the keys of everybody that still work, the newest first; all, or those in whose name, public part or
    owner ``words`` stands."""
    keys = ApiKey.objects.select_related("owner").filter(revoked_at=None, expires_at__gt=now)
    if words := words.replace("\0", "").strip().removeprefix("zenne_").rstrip("…"):
        owner = Q(owner__name__icontains=words) | Q(owner__email__icontains=words)
        keys = keys.filter(Q(name__icontains=words) | Q(public_id__startswith=words) | owner)
    return Paginator(keys, KEYS_ON_A_PAGE).get_page(page)
