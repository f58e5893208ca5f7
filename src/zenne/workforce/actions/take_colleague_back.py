"""Let somebody work at a counter again."""

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.workforce.models import StaffMember
from zenne.workforce.permissions import MANAGE_STAFF
from zenne.workforce.saving import about


@needs(MANAGE_STAFF)
@asks_no_purpose(because="planning one's own team is the work itself")
@transaction.atomic
def take_colleague_back(*, asker: Asker, member: StaffMember) -> bool:
    """Take somebody back, as they were; their shifts are planned anew. False: they had not left."""
    held = StaffMember.objects.select_for_update(of=("self",)).select_related("person").get(pk=member.pk)
    if held.left_at is None:
        return False
    held.left_at = None
    held.save(update_fields=["left_at"])
    record(asker=asker, action="workforce.take-colleague-back", about=about(held), thing=f"colleague:{held.key}")
    return True
