"""Send somebody on to another desk or for another service."""

from datetime import datetime
from typing import Any

from django.db import transaction

from zenne.catalogue.public import Offering
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.counters.capacity.models import Desk, VisitType
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.members import session_with
from zenne.counters.queue.models import AT_A_DESK, DeskSession, Movement, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import change, hold_room


@needs(SERVE)
@transaction.atomic
def transfer(
    *, asker: Asker, ticket: Ticket, at: datetime, desk: Desk | None = None, visit_type: VisitType | None = None
) -> None:
    """They wait again in the place that they had, for one desk or for whoever can help with another service.

    What happened so far stays with the ticket.

    Raises:
        QueueRefused: the person is not at the asker's desk, nowhere-to, not-here, desk-not-open.
    """
    room = hold_room(ticket.branch_id, at)
    session = session_with(asker, ticket, at)
    if desk is None and visit_type is None:
        raise QueueRefused("nowhere-to")
    fields: dict[str, Any] = {"state": Ticket.State.WAITING, "for_desk": desk}
    if desk is not None:
        require_open(desk, ticket, session=session)
    if visit_type is not None:
        if not Offering.objects.filter(branch=ticket.branch_id, service=visit_type.service_id).exists():
            raise QueueRefused("not-here")
        fields["visit_type"] = visit_type
    change(room, ticket, Movement.What.TRANSFERRED, at=at, of=AT_A_DESK, desk=session.desk, **fields)
    record(asker=asker, action="counters.transfer", thing=f"ticket:{ticket.uuid}")


def require_open(desk: Desk, ticket: Ticket, *, session: DeskSession) -> None:
    is_open = DeskSession.objects.filter(desk=desk, closed_at=None).exists()
    if desk.branch_id != ticket.branch_id or desk.pk == session.desk_id or not is_open:
        raise QueueRefused("desk-not-open")
