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
def make_profile(*, asker: Asker, wanted: WantedProfile, was: str = "") -> Profile:
    """Make a profile. With ``was`` the one of that name changes, for everybody who has it, at once.

    Raises:
        ProfileRefused: it gives nothing, its name is taken or there is none to change; nothing has changed then.
    """
    profile = Profile.objects.select_for_update().filter(slug=was).first() if was else None
    faults = profile_faults(wanted)
    if wanted.slug != was and Profile.objects.filter(slug=wanted.slug).exists():
        faults["slug"] = ProfileFault.TAKEN
    if was and profile is None:
        faults["slug"] = ProfileFault.NO_PROFILE
    if faults:
        raise ProfileRefused(faults)
    before = plain(profile) if profile else {}
    profile = profile or Profile()
    profile.slug, profile.title = wanted.slug, wanted.title
    profile.level, profile.scopes = wanted.level.value, sorted(set(wanted.scopes))
    after = plain(profile)
    if before != after:
        profile.save()
        details = {"before": before, "after": after}
        record(asker=asker, action="data.make-profile", thing=f"profile:{was or profile.slug}", details=details)
        announce_change()
    return profile


def plain(profile: Profile) -> dict[str, Any]:
    return {
        "slug": profile.slug,
        "title": profile.title.pairs(),
        "level": Level(profile.level).value,
        "scopes": profile.scopes,
    }
