"""Holding a waiting room while something in it changes, and writing down what changed."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from zenne.catalogue.public import Branch
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version
from zenne.counters.capacity.models import Desk
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import OPEN, DeskSession, Movement, Room, Ticket


def time_zone() -> ZoneInfo:
    """That of the city. One query: which content version holds."""
    return working_calendar(current_version()).time_zone


def day_of(at: datetime) -> date:
    """The day on the clock of the city."""
    return at.astimezone(time_zone()).date()


def hour_of(at: datetime) -> int:
    """The hour on the clock of the city."""
    return at.astimezone(time_zone()).hour


def hold_room(branch: Branch | int, at: datetime) -> Room:
    """The room, held until the transaction ends: whoever else changes something in it waits.

    The first who does something on a day ends what was left open on the days before.
    """
    number = branch if isinstance(branch, int) else branch.pk
    held = Room.objects.select_for_update().filter(branch_id=number)
    if not held:
        Room.objects.bulk_create([Room(branch_id=number)], ignore_conflicts=True)
        held = Room.objects.select_for_update().filter(branch_id=number)
    room, today = held.get(), day_of(at)
    if room.day != today:
        room.day, room.last_ticket = today, 0
        room.save()
        Ticket.objects.filter(branch_id=number, day__lt=today, state__in=OPEN).update(
            state=Ticket.State.LEFT, ended_at=at
        )
        DeskSession.objects.filter(desk__branch_id=number, closed_at=None).update(closed_at=at)
    return room


def moved(room: Room) -> None:
    """Tell whoever watches that the room is another than before."""
    room.number += 1
    room.save()


def change(  # noqa: PLR0913 - each says another thing about what happened
    room: Room,
    ticket: Ticket,
    what: Movement.What,
    *,
    at: datetime,
    of: tuple[Ticket.State, ...],
    desk: Desk | None = None,
    **fields: Any,
) -> None:
    """Change a ticket that is in one of the states ``of``, and write down what happened; at ``desk`` if it is named.

    Raises:
        QueueRefused: it is in another state, or its day is over.
    """
    if ticket.day != day_of(at):
        raise QueueRefused("day-is-over")
    if desk is not None:
        fields["desk"] = desk
    if not Ticket.objects.filter(pk=ticket.pk, state__in=of).update(**fields):
        raise QueueRefused("meanwhile")
    ticket.refresh_from_db()
    note(ticket, what, at=at, desk=desk)
    moved(room)


def note(ticket: Ticket, what: Movement.What, *, at: datetime, desk: Desk | None = None) -> None:
    """One more line in the history of a ticket."""
    Movement.objects.create(ticket=ticket, what=what, at=at, desk=desk, visit_type_id=ticket.visit_type_id)
