"""Delete a profile, and take it away from everybody who has it."""

from django.db import transaction

from zenne.accounts.public import holders_with
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.content.public import announce_change
from zenne.dataportal.actions.make_profile import plain
from zenne.dataportal.actions.take_profile_away import note_taking_away
from zenne.dataportal.models import Profile
from zenne.dataportal.permissions import GRANT_PROFILES


@needs(GRANT_PROFILES)
@transaction.atomic
def delete_profile(*, asker: Asker, slug: str) -> bool:
    """Delete a profile for ever: what it opened is closed to its holders at their next request.

    Rules that ask for one of its rights stay. Returns False when there is no such profile.
    """
    profile = Profile.objects.select_for_update().filter(slug=slug).first()
    if profile is None:
        return False
    holders = list(profile.grants.values_list("holder", flat=True))
    known = holders_with(holders)
    for holder in holders:
        note_taking_away(asker=asker, profile=slug, holder=holder, known=known.get(holder))
    details = {"before": plain(profile), "holders": len(holders)}
    record(asker=asker, action="data.delete-profile", thing=f"profile:{slug}", details=details)
    profile.delete()
    announce_change()
    return True
