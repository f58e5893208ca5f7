"""What waits for a team."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Count, DateTimeField, F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from zenne.accounts.public import Team
from zenne.core.access.public import Asker, for_everybody, internal, needs
from zenne.mailroom.answers.colleagues import open_questions_of
from zenne.mailroom.answers.holding import HELD_FOR
from zenne.mailroom.answers.models import Hold, Verdict
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.answers.samples import checks_for
from zenne.mailroom.desk.questions import ShownQuestion, shown_questions
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.kinds import Kind

MOST_ON_A_PAGE: Final = 50
DAY: Final = timedelta(days=1)
PILES: Final = ("today", "week", "later", "waiting", "done")
"""What is due today or late, within a week, later; what waits for the writer; what is done."""

MOST_URGENT_FIRST: Final = (
    Coalesce("promised_on", "deadline", output_field=DateTimeField()).asc(nulls_last=True),
    "pk",
)
"""A promised day comes before the deadlines of that day."""
NOT_ASKED: Final[Mapping[int, UUID]] = {}


@dataclass(frozen=True, slots=True)
class ShownLetter:
    """A conversation in a list. ``due``: the day that was promised, else that of the deadline;
    ``is_back``: the writer says that the answer was none; ``question``: by which alone the reader sees it."""

    thread: Thread
    name: str
    subject: str
    received_at: datetime
    due: date | None
    is_late: bool
    writing: str
    is_back: bool
    question: UUID | None = None


@dataclass(frozen=True, slots=True)
class Pile:
    """One of the piles: how many lie in each, the first letters of this one, and how many answers to look at.

    ``following``: the most urgent other pile with letters, where this one is empty.
    """

    name: str
    counts: dict[str, int]
    letters: list[ShownLetter]
    to_check: int
    following: str


@needs(ANSWER_LETTERS)
def pile_for(*, asker: Asker, pile: str, now: datetime) -> Pile:
    """The letters of a pile that the asker may see, the most urgent first. Nine queries, however many letters.

    Where no pile is named, it is the most urgent one with letters.
    """
    threads, piles = threads_for(asker), piles_on(timezone.localdate(now))
    counts = threads.filter(state__in=[Thread.State.OPEN, Thread.State.WAITING]).aggregate(
        **{name: Count("pk", filter=condition) for name, condition in piles.items() if name != "done"}
    )
    urgent = next((name for name, count in counts.items() if count), "")
    name = pile if pile in piles else urgent or PILES[0]
    order = ("-pk",) if name in ("waiting", "done") else MOST_URGENT_FIRST
    rows = threads.filter(piles[name]).order_by(*order).select_related("service", "team")
    letters = shown(list(rows[:MOST_ON_A_PAGE]), now=now)
    following = "" if letters or urgent == name else urgent
    return Pile(name, counts, letters, checks_for(asker).count(), following)


def piles_on(today: date) -> dict[str, Q]:
    """What lies in each pile."""
    is_open, came_back = Q(state=Thread.State.OPEN), Q(came_back=True)
    return {
        "today": is_open & (due_by(today) | came_back),
        "week": is_open & due_by(today + 7 * DAY) & due_after(today) & ~came_back,
        "later": is_open & due_after(today + 7 * DAY) & ~came_back,
        "waiting": Q(state=Thread.State.WAITING),
        "done": Q(state__in=[Thread.State.ANSWERED, Thread.State.CLOSED]),
    }


def due_by(day: date) -> Q:
    """The promised day counts, else that of the deadline; columns are compared as they are, which is quick."""
    return Q(promised_on__lte=day) | Q(promised_on=None, deadline__lt=end_of(day))


def due_after(day: date) -> Q:
    """Also what has no day at all."""
    return Q(promised_on__gt=day) | Q(promised_on=None) & (Q(deadline__gte=end_of(day)) | Q(deadline=None))


def end_of(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day + DAY, time.min))


@internal
def shown(threads: list[Thread], *, now: datetime, asked: Mapping[int, UUID] = NOT_ASKED) -> list[ShownLetter]:
    """With what stands in the list. ``asked``: conversations that the reader sees only because of a question."""
    rows = Letter.objects.filter(thread__in=threads, kind=Kind.LETTER).order_by("received_at", "pk")
    last = {row.thread_id: row for row in rows.only("thread_id", "sender_name", "sender", "subject", "received_at")}
    holds = Hold.objects.filter(thread__in=threads, seen_at__gt=now - HELD_FOR).values_list("thread_id", "name")
    writing = dict(holds)
    unanswered = Verdict.objects.filter(answer__thread__in=threads, was_answered=False)
    back = set(unanswered.filter(said_at=F("answer__thread__waiting_since")).values_list("answer__thread", flat=True))
    return [
        replace(
            shown_letter(each, last[each.pk], writing.get(each.pk, ""), now, is_back=each.pk in back),
            question=asked.get(each.pk),
        )
        for each in threads
        if each.pk in last
    ]


def shown_letter(thread: Thread, letter: Letter, writing: str, now: datetime, *, is_back: bool) -> ShownLetter:
    deadline = timezone.localdate(thread.deadline) if thread.deadline else None
    due = thread.promised_on or deadline
    is_late = bool(due and due < timezone.localdate(now)) or bool(
        not thread.promised_on and thread.deadline and thread.deadline < now
    )
    is_open = thread.state == Thread.State.OPEN
    name = letter.sender_name or letter.sender
    return ShownLetter(thread, name, letter.subject, letter.received_at, due, is_open and is_late, writing, is_back)


@needs(ANSWER_LETTERS)
def asked_questions(*, asker: Asker) -> list[ShownQuestion]:
    """What colleagues ask the asker or their teams, the oldest first."""
    return shown_questions(open_questions_of(asker).select_related("asked_team")[:MOST_ON_A_PAGE])


@for_everybody
def teams_to_choose() -> list[Team]:
    """All teams: they are those of the departments."""
    return list(Team.objects.all())
