"""Give no further places more than there are."""

from datetime import datetime

from django.db import transaction

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.queue.actions.give_extra_places import take_back_places
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Overbooking


@needs(PLAN_SHIFTS)
@transaction.atomic
def end_overbooking(*, asker: Asker, branch: Branch, number: int, now: datetime) -> None:
    """Take back the places that nobody has booked. Who has one keeps it.

    Raises:
        QueueRefused: answered-meanwhile: it has ended already.
    """
    found = Overbooking.objects.select_for_update().filter(pk=number, branch=branch, ended_at=None).first()
    if found is None:
        raise QueueRefused("answered-meanwhile")
    found.ended_at = now
    found.save(update_fields=["ended_at"])
    record(asker=asker, action="counters.end-overbooking", thing=f"branch:{branch.slug}")
    take_back_places(found, now=now)
