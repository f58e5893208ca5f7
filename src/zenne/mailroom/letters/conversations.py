"""What a letter does to its conversation: it opens it again, and the clock runs."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.conf import settings

from zenne.accounts.public import Team
from zenne.catalogue.public import PublicService, parse_target
from zenne.core.calendar.public import CalendarError, working_calendar
from zenne.core.content.public import current_version
from zenne.core.events.public import announce_each
from zenne.core.outbox.public import report_bounce
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.facts import LetterReceived
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.deadlines import PROMISED_WORKING_DAYS, deadline_of, resumed_deadline, time_left
from zenne.mailroom.rules.kinds import Kind, named_in_report
from zenne.mailroom.rules.parsing import ReadMessage


def take_up(letter: Letter, message: ReadMessage, coming: Coming, *, answer_in: tuple[str, ...], version: str) -> None:
    """Let a new letter change its conversation, both unsaved; a conversation that exists is locked.

    ``answer_in``: the languages in which it may be; more than one where that is not sure. ``version`` of the content.
    """
    thread = letter.thread
    if letter.kind == Kind.BOUNCE:
        came_back(letter, thread, message)
    if letter.kind != Kind.LETTER:
        return
    if thread.state != Thread.State.OPEN:
        thread.promised_on = None
        run_clock(thread, since=letter.received_at, version=version)
    thread.answer_in = coming.language or sure_language(answer_in) or thread.answer_in  # they may change it
    if coming.service and thread.service is None:
        hand_to_service(thread, PublicService.objects.filter(slug=coming.service, retired_at=None).first())


def tell_received(letters: Iterable[Letter]) -> None:
    """Announce letters, in the transaction in which they are kept, once they are written down."""
    announce_each([received(each, each.thread) for each in letters if each.kind == Kind.LETTER])


def received(letter: Letter, thread: Thread) -> LetterReceived:
    service = thread.service.slug if thread.service else ""
    return LetterReceived(letter.uuid, thread.uuid, letter.channel, service, letter.language)


def sure_language(answer_in: tuple[str, ...]) -> str:
    """The one in which the city can answer; empty where that is not sure, or it is none of ours."""
    return answer_in[0] if len(answer_in) == 1 and answer_in[0] in dict(settings.LANGUAGES) else ""


def hand_to_service(thread: Thread, service: PublicService | None) -> None:
    """Give a conversation, unsaved, to the team that owns a service; the deadline is that of the service."""
    thread.service = service
    thread.deadline = deadline_for(thread)
    if service is not None:
        thread.team = Team.objects.filter(key=service.organisation.key).first() or thread.team


def came_back(letter: Letter, thread: Thread, message: ReadMessage) -> None:
    """A message of ours did not arrive: the outbox knows it, and the team has the letter before it again."""
    for name in named_in_report(message):
        report_bounce(name)
    if thread.state == Thread.State.NONE:
        return
    thread.came_back = True
    if thread.state != Thread.State.OPEN:
        run_clock(thread, since=letter.received_at)


def deadline_for(thread: Thread, *, version: str = "") -> datetime | None:
    """By when the city answers a conversation, with what its service promises; nothing while it owes nothing.

    ``version`` of the content, where whoever asks for many knows it: else one query.
    """
    if thread.waiting_since is None:
        return None
    own = due(thread.waiting_since, service=thread.service, left=thread.time_left, version=version)
    return min((each for each in (own, thread.due_at_latest) if each is not None), default=None)


def run_clock(thread: Thread, *, since: datetime, version: str = "") -> None:
    """Open a conversation, unsaved: the clock goes on where it paused for the writer, or else begins anew."""
    if thread.state != Thread.State.WAITING:
        thread.time_left = None
    thread.state, thread.waiting_since, thread.due_at_latest = Thread.State.OPEN, since, None
    thread.deadline = deadline_for(thread, version=version)


def pause_clock(thread: Thread, *, now: datetime) -> None:
    """Let a conversation, unsaved, wait for the writer, and keep the time that is left."""
    calendar = working_calendar(current_version())
    thread.time_left = time_left(now, thread.deadline, calendar=calendar) if thread.deadline else None
    thread.state = Thread.State.WAITING
    thread.waiting_since = thread.deadline = None


def due(
    received_at: datetime, *, service: PublicService | None = None, left: timedelta | None = None, version: str = ""
) -> datetime | None:
    """By when it is answered; nothing when the calendar of the city knows no such day, which never loses a letter.

    ``left``: the working time that was left when we asked the writer something, where this is their reply.
    """
    days, hours = target_of(service)
    try:
        calendar = working_calendar(version or current_version())
        newly = deadline_of(received_at, calendar=calendar, working_days=days, working_time=hours)
        return newly if left is None else resumed_deadline(received_at, left=left, newly=newly, calendar=calendar)
    except CalendarError:
        return None


def target_of(service: PublicService | None) -> tuple[int, timedelta | None]:
    """Within how many working days a letter about a service is answered, and within how much working time."""
    if service is None or not service.answer_within:
        return PROMISED_WORKING_DAYS, None
    target = parse_target(service.answer_within)
    if target.unit == "days":
        return target.number, None
    return PROMISED_WORKING_DAYS, timedelta(hours=target.number)
