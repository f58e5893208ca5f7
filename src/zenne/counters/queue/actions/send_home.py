"""End the tickets of a branch that had to close."""

from datetime import datetime

from zenne.catalogue.public import Branch
from zenne.core.access.public import internal, records_nothing
from zenne.counters.queue.endings import announce_end
from zenne.counters.queue.models import Movement, Ticket
from zenne.counters.queue.rooms import change, day_of, hold_room

WAITING = (Ticket.State.COMING, Ticket.State.WAITING, Ticket.State.PARKED)
"""Whoever is called already, or at a desk, is still helped."""


@internal
@records_nothing(because="a ticket has no name, its movements say what happened, and who closed the branch is recorded")
def send_home(*, branch: str, at: datetime) -> int:
    """Tell everybody who waits at a branch (slug), or is on the way, that nobody can help them there. How many."""
    place = Branch.objects.get(slug=branch)
    room = hold_room(place, at)
    waiting = Ticket.objects.filter(branch=place, day=day_of(at), state__in=WAITING)
    tickets = list(waiting.select_related("visit_type__service", "branch"))
    for ticket in tickets:
        change(room, ticket, Movement.What.CLOSED, at=at, of=WAITING, state=Ticket.State.LEFT, ended_at=at)
        announce_end(ticket, at=at)
    return len(tickets)
