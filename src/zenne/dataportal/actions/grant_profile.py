"""Give somebody, or an API key, the rights of a profile."""

from datetime import datetime

from django.db import transaction

from zenne.accounts.public import holder_of
from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.dataportal.errors import ProfileRefused
from zenne.dataportal.models import Profile, ProfileGrant
from zenne.dataportal.permissions import GRANT_PROFILES
from zenne.dataportal.rules.profiles import ProfileFault


@needs(GRANT_PROFILES)
@asks_no_purpose(because="who has which access is the work itself, and is written down for the person")
@transaction.atomic
def grant_profile(*, asker: Asker, profile: str, who: str, ends_at: datetime | None, at: datetime) -> ProfileGrant:
    """Grant a profile from now on; when they have it already, only its end changes.

    Args:
        profile: its name.
        who: an e-mail address, or the public name of an API key as its owner sees it.
        ends_at: from this moment on the grant counts no more.

    Raises:
        ProfileRefused: there is no such profile or holder, or the end is over; nothing has changed then.
    """
    found, holder = Profile.objects.filter(slug=profile).first(), holder_of(who)
    if found is None or holder is None or (ends_at is not None and ends_at <= at):
        raise ProfileRefused(
            {
                **({"profile": ProfileFault.NO_PROFILE} if found is None else {}),
                **({"who": ProfileFault.NOBODY} if holder is None else {}),
                **({"ends_on": ProfileFault.OVER} if ends_at is not None and ends_at <= at else {}),
            }
        )
    grant, _is_new = ProfileGrant.objects.update_or_create(
        profile=found,
        holder=holder.key,
        defaults={"ends_at": ends_at, "granted_by": asker.key, "granted_at": at},
    )
    details = {"profile": profile, "ends_at": ends_at.isoformat() if ends_at else None}
    record(asker=asker, action="data.grant-profile", about=holder.person, thing=holder.key, details=details)
    return grant
