"""Who reads, from who asks."""

from django.db.models import Q
from django.utils import timezone

from zenne.core.access.public import Asker, AskerKind, for_everybody
from zenne.dataportal.models import ProfileGrant
from zenne.dataportal.permissions import READ_OFFICIAL, READ_PARTNER
from zenne.dataportal.rules.policies import ANYBODY, ORDER, Level, Reader


@for_everybody
def reader_of(asker: Asker) -> Reader:
    """The reader that an asker is now, by roles and granted profiles. One query for somebody, none for nobody."""
    if asker.kind is AskerKind.SYSTEM:
        return Reader(Level.OFFICIAL, sees_everything=True)
    if not asker.is_somebody:
        return ANYBODY
    level = Level.OFFICIAL if asker.may(READ_OFFICIAL) else Level.PARTNER if asker.may(READ_PARTNER) else Level.PUBLIC
    in_force = Q(ends_at=None) | Q(ends_at__gt=timezone.now())
    grants = ProfileGrant.objects.filter(in_force, holder=asker.key).select_related("profile")
    profiles = [grant.profile for grant in grants]
    levels = [level, *(Level(profile.level) for profile in profiles)]
    return Reader(max(levels, key=ORDER.index), frozenset(scope for profile in profiles for scope in profile.scopes))
