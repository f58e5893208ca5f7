"""Say that somebody does not work at the counters any more."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.workforce.facts import ColleagueLeft
from zenne.workforce.models import StaffMember
from zenne.workforce.permissions import MANAGE_STAFF
from zenne.workforce.saving import about


@needs(MANAGE_STAFF)
@asks_no_purpose(because="planning one's own team is the work itself")
@transaction.atomic
def let_colleague_go(*, asker: Asker, member: StaffMember, now: datetime) -> bool:
    """Let somebody go; the modules above take them out of what comes. False: they had left already.

    What is known of them stays for a year, so that they can come back.
    """
    held = StaffMember.objects.select_for_update(of=("self",)).select_related("person").get(pk=member.pk)
    if held.left_at is not None:
        return False
    held.left_at = now
    held.save(update_fields=["left_at"])
    record(asker=asker, action="workforce.let-colleague-go", about=about(held), thing=f"colleague:{held.key}")
    announce(ColleagueLeft(member=held.pk))
    return True
