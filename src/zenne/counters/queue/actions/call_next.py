"""Call the next person to a desk."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.events.public import announce
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.facts import TicketCalled
from zenne.counters.queue.members import required_session
from zenne.counters.queue.models import Call, Movement, Promise, Room, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.rooms import change, hold_room, hour_of
from zenne.counters.queue.rules.calling import in_order
from zenne.counters.queue.rules.promises import Told, after
from zenne.counters.queue.situation import as_waiting, situation_at


@needs(SERVE)
@transaction.atomic
def call_next(*, asker: Asker, key: str, at: datetime) -> Ticket | None:
    """Call whoever's turn it is to the asker's desk.

    Args:
        key: made up by the desk for this one wish. Asked again with the same key, for example after the network was
            gone, the answer is the same ticket and nobody else is called.

    Returns:
        The ticket; None when nobody waits whom this desk can help.

    Raises:
        QueueRefused: no-desk-open, desk-is-paused, or desk-is-busy: somebody is there already.
    """
    session = required_session(asker, at)
    desk = session.desk
    room = hold_room(desk.branch_id, at)
    answered = Call.objects.select_related("ticket").filter(desk=desk, key=key).first()
    if answered is not None:
        return answered.ticket
    situation = situation_at(desk.branch_id, at)
    if situation.at_desk(desk.pk) is not None:
        raise QueueRefused("desk-is-busy")
    own = next((each for each in situation.desks if each.key == desk.pk), None)
    if own is None:
        raise QueueRefused("desk-is-paused")
    waiting = {each.pk: each for each in situation.waiting(Ticket.State.WAITING)}
    order = in_order(own, map(as_waiting, waiting.values()), situation.desks, now=at)
    if not order:
        return None
    ticket = waiting[order[0].key]
    is_first = ticket.called_at is None
    fields = {"state": Ticket.State.CALLED, "called_at": at, "for_desk": None}
    change(room, ticket, Movement.What.CALLED, at=at, of=(Ticket.State.WAITING,), desk=desk, **fields)
    Call.objects.create(desk=desk, key=key, ticket=ticket, at=at)
    record(asker=asker, action="counters.call", thing=f"ticket:{ticket.uuid}")
    if is_first:
        tell_others(ticket, room, at=at)
    return ticket


def tell_others(ticket: Ticket, room: Room, *, at: datetime) -> None:
    """Announce it, and learn from what the person was told."""
    given = Promise.objects.filter(ticket=ticket, kept=None).first()
    if given is not None:
        waited = (at - given.at).total_seconds() / 60
        given.kept = waited <= given.p90
        given.known_at = at
        given.save()
        room.learned = after(room.learned, hour_of(given.at), Told(given.p50, given.p90), waited)
        room.save()
    announce(
        TicketCalled(
            branch=ticket.branch.slug,
            service=ticket.visit_type.service.slug,
            step=ticket.visit_type.step,
            waited=at - ticket.taken_at,
            promise_kept=given.kept if given else None,
            at=at,
        )
    )
