"""Take a proposed length over, or leave it."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.content.public import announce_change
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import LengthProposal


@needs(PLAN_SHIFTS)
@transaction.atomic
def answer_length(*, asker: Asker, proposal: int, minutes: int, is_taken: bool, at: datetime) -> None:
    """From now on new bookings are so long; those that exist keep their length.

    Args:
        minutes: the length that was read, so that nobody takes over another than they saw.

    Raises:
        QueueRefused: answered-meanwhile: it was answered already, or another length is proposed now.
    """
    open_ones = LengthProposal.objects.select_for_update().filter(answered_at=None, minutes=minutes)
    found = open_ones.select_related("visit_type").filter(pk=proposal).first()
    if found is None:
        raise QueueRefused("answered-meanwhile")
    visit = found.visit_type
    before = visit.booked_minutes or visit.minutes
    found.answered_at, found.is_taken = at, is_taken
    found.save()
    if is_taken:
        visit.booked_minutes = minutes
        visit.save(update_fields=["booked_minutes"])
        announce_change()
    details = {"minutes": minutes, "before": before, "taken": is_taken}
    record(asker=asker, action="counters.answer-length", thing=f"visit:{visit.pk}", details=details)
