"""Make a profile, or change what it gives."""

from typing import Any

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.content.public import announce_change
from zenne.dataportal.errors import ProfileRefused
from zenne.dataportal.models import Profile
from zenne.dataportal.permissions import GRANT_PROFILES
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.rules.profiles import ProfileFault, WantedProfile, profile_faults


@needs(GRANT_PROFILES)
@transaction.atomic
def make_profile(*, asker: Asker, wanted: WantedProfile, is_new: bool) -> Profile:
    """Make a profile. With ``is_new=False`` the one of that name changes, for everybody who has it, at once.

    Raises:
        ProfileRefused: it gives nothing, its name is taken or there is none to change; nothing has changed then.
    """
    profile = Profile.objects.select_for_update().filter(slug=wanted.slug).first()
    faults = profile_faults(wanted)
    if is_new and profile is not None:
        faults["slug"] = ProfileFault.TAKEN
    if not is_new and profile is None:
        faults["slug"] = ProfileFault.NO_PROFILE
    if faults:
        raise ProfileRefused(faults)
    before = plain(profile) if profile else {}
    profile = profile or Profile(slug=wanted.slug)
    profile.title, profile.level, profile.scopes = wanted.title, wanted.level.value, sorted(set(wanted.scopes))
    after = plain(profile)
    if before != after:
        profile.save()
        details = {"before": before, "after": after}
        record(asker=asker, action="data.make-profile", thing=f"profile:{profile.slug}", details=details)
        announce_change()
    return profile


def plain(profile: Profile) -> dict[str, Any]:
    return {"title": profile.title.pairs(), "level": Level(profile.level).value, "scopes": profile.scopes}
