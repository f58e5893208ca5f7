"""Take the rights of a profile away from somebody, or from an API key."""

from django.db import transaction

from zenne.accounts.public import Holder, holders_with
from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.dataportal.models import ProfileGrant
from zenne.dataportal.permissions import GRANT_PROFILES


@needs(GRANT_PROFILES)
@asks_no_purpose(because="who has which access is the work itself, and is written down for the person")
@transaction.atomic
def take_profile_away(*, asker: Asker, profile: str, holder: str) -> bool:
    """Take a profile away from the holder of a key (``person:…``, ``key:…``): it stops counting at their next request.

    Returns False when they did not have it.
    """
    deleted, _rows = ProfileGrant.objects.filter(profile__slug=profile, holder=holder).delete()
    if deleted:
        note_taking_away(asker=asker, profile=profile, holder=holder, known=holders_with([holder]).get(holder))
    return bool(deleted)


def note_taking_away(*, asker: Asker, profile: str, holder: str, known: Holder | None) -> None:
    """Write it down where the person finds it; ``known`` is the holder, unless their account is gone."""
    about = known.person if known else holder if holder.startswith("person:") else ""
    record(asker=asker, action="data.take-profile-away", about=about, thing=holder, details={"profile": profile})
