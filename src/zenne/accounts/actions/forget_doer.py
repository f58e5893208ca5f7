"""Take somebody whose data is erased out of what they did for others."""

from zenne.accounts.models import ApiKey, RoleGrant, TeamMembership
from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.public import Message
from zenne.core.rights.public import PersonErased

GONE = ""


@internal
@records_nothing(because="the erasure of which it is part is recorded")
def forget_doer(erased: PersonErased) -> None:
    """Leave roles, keys and messages of others as they are, without saying who gave, revoked or closed them.

    The audit log still says it, for as long as it is kept.
    """
    RoleGrant.objects.filter(granted_by=erased.person).update(granted_by=GONE)
    TeamMembership.objects.filter(granted_by=erased.person).update(granted_by=GONE)
    ApiKey.objects.filter(revoked_by=erased.person).update(revoked_by=GONE)
    Message.objects.filter(closed_by=erased.person).update(closed_by=GONE)
