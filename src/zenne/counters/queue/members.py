"""Who asks, as a member of staff, and the desk at which they are."""

from datetime import datetime
from uuid import UUID

from zenne.core.access.public import Asker, for_everybody
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import DeskSession, Ticket
from zenne.counters.queue.rooms import day_of
from zenne.workforce.public import StaffMember

PERSON = "person:"


@for_everybody
def member_of(asker: Asker) -> StaffMember | None:
    """The member of staff who asks; none when they work at no counter."""
    if not asker.key.startswith(PERSON):
        return None
    return (
        StaffMember.objects.select_related("branch")
        .filter(person__uuid=UUID(asker.key.removeprefix(PERSON)), left_at=None)
        .first()
    )


def required_member(asker: Asker) -> StaffMember:
    """The member of staff who asks.

    Raises:
        QueueRefused: they work at no counter.
    """
    member = member_of(asker)
    if member is None:
        raise QueueRefused("not-at-a-counter")
    return member


def required_session(asker: Asker, at: datetime) -> DeskSession:
    """The desk that the asker has open.

    Raises:
        QueueRefused: they work at no counter, or have opened no desk.
    """
    open_ones = DeskSession.objects.select_related("desk__branch").filter(closed_at=None)
    session = open_ones.filter(member=required_member(asker)).first()
    if session is None or day_of(session.opened_at) != day_of(at):
        raise QueueRefused("no-desk-open")
    return session


def session_with(asker: Asker, ticket: Ticket, at: datetime) -> DeskSession:
    """The desk of the asker, at which the holder of the ticket is. Asked while the room is held; reads the ticket anew.

    Raises:
        QueueRefused: they are at another desk.
    """
    session = required_session(asker, at)
    ticket.refresh_from_db()
    if ticket.desk_id != session.desk_id:
        raise QueueRefused("at-another-desk")
    return session
