"""Counting a week from what is written down of it: letters, answers, days that were named, what writers say."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Q, QuerySet
from django.utils import timezone

from zenne.core.calendar.public import (
    CalendarError,
    WorkingCalendar,
    add_working_days,
    moment_at,
    working_calendar,
    working_hours_between,
)
from zenne.core.content.public import current_version
from zenne.mailroom.answers.models import Answer, Promise
from zenne.mailroom.figures.models import LetterWeek
from zenne.mailroom.figures.rules.outcomes import (
    Came,
    Conversation,
    Given,
    Named,
    held,
    in_time,
    letter_before,
    needed_one_answer,
    waited_since,
)
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.deadlines import PROMISED_WORKING_DAYS
from zenne.mailroom.rules.kinds import Kind

WEEK: Final = timedelta(days=7)
MINUTE: Final = timedelta(minutes=1)
OTHER: Final = "other"


def count_week(monday: date, *, now: datetime) -> list[LetterWeek]:
    """What the week comes to, by service, language and way, as far as it is known now. Five queries."""
    calendar = working_calendar(current_version())
    week = Week(monday, calendar)
    for conversation in conversations_of(week, now=now):
        week.add(conversation)
    return week.counted()


class Week:
    """The rows of a week, made when something belongs to them."""

    def __init__(self, monday: date, calendar: WorkingCalendar) -> None:
        self.monday, self.calendar = monday, calendar
        self.begin, self.end = (moment_at(day, time(), time_zone=calendar.time_zone) for day in (monday, monday + WEEK))
        self.rows: dict[tuple[str, str, str], LetterWeek] = {}

    def row(self, conversation: Conversation, letter: Came) -> LetterWeek:
        key = (conversation.service, letter.language, letter.channel)
        if key not in self.rows:
            service, language, channel = key
            self.rows[key] = LetterWeek(
                week=self.monday, service=service, language=language, channel=channel, minutes=[]
            )
        return self.rows[key]

    def has(self, moment: datetime) -> bool:
        return self.begin <= moment < self.end

    def add(self, conversation: Conversation) -> None:
        for letter in conversation.letters:
            if self.has(letter.at):
                self.add_letter(conversation, letter)
        for named in conversation.named:
            if self.monday <= named.day < self.monday + WEEK:
                self.add_named(conversation, named)
        for answer in conversation.answers:
            if self.has(answer.left_at):
                self.add_answer(conversation, answer)

    def add_letter(self, conversation: Conversation, letter: Came) -> None:
        row, outcome = self.row(conversation, letter), in_time(letter, conversation)
        row.letters += 1
        row.due += outcome is not None
        row.in_time += outcome is True

    def add_named(self, conversation: Conversation, named: Named) -> None:
        letter, outcome = letter_before(named.at, conversation), held(named, conversation)
        if letter is None or outcome is None:
            return
        row = self.row(conversation, letter)
        row.promised += 1
        row.held += outcome

    def add_answer(self, conversation: Conversation, answer: Given) -> None:
        letter = letter_before(answer.written_at, conversation)
        if letter is None:
            return
        row, since = self.row(conversation, letter), waited_since(answer, conversation)
        if since is not None:
            row.minutes.append(round(working_hours_between(since, answer.left_at, calendar=self.calendar) / MINUTE))
        if answer is conversation.answers[0]:
            row.begun += 1
            row.done += needed_one_answer(conversation)
        row.verdicts += answer.was_answered is not None
        row.satisfied += answer.was_answered is True

    def counted(self) -> list[LetterWeek]:
        for row in self.rows.values():
            row.minutes.sort()
        return [self.rows[key] for key in sorted(self.rows)]


def conversations_of(week: Week, *, now: datetime) -> Iterable[Conversation]:
    """Those of which something lies in a week, each whole. Four queries."""
    threads = touched_in(week)
    numbers = threads.values("pk")
    letters, answers, named = (defaultdict[int, list[Any]](list) for _ in range(3))
    for letter in letters_of(numbers, now=now):
        letters[letter[0]].append(came(*letter[1:], calendar=week.calendar))
    sent = Answer.objects.filter(thread__in=numbers, state=Answer.State.SENT, sent_at__lte=now)
    columns = ("thread", "saved_at", "sent_at", "verdict__was_answered")
    for thread, written, left, said in sent.order_by("sent_at", "pk").values_list(*columns):
        if left is not None:
            answers[thread].append(Given(written, left, timezone.localdate(left, week.calendar.time_zone), said))
    for promise in Promise.objects.filter(thread__in=numbers, made_at__lte=now):
        named[promise.thread_id].append(Named(promise.made_at, promise.day))
    for pk, service, state in threads.order_by("pk").values_list("pk", "service__slug", "state"):
        yield Conversation(service or "", letters[pk], answers[pk], named[pk], state == Thread.State.CLOSED)


def touched_in(week: Week) -> QuerySet[Thread]:
    letters = Letter.objects.filter(kind=Kind.LETTER, received_at__gte=week.begin, received_at__lt=week.end)
    answers = Answer.objects.filter(state=Answer.State.SENT, sent_at__gte=week.begin, sent_at__lt=week.end)
    promises = Promise.objects.filter(day__gte=week.monday, day__lt=week.monday + WEEK)
    found = [each.values("thread") for each in (letters, answers, promises)]
    return Thread.objects.filter(Q(pk__in=found[0]) | Q(pk__in=found[1]) | Q(pk__in=found[2]))


def letters_of(threads: QuerySet[Any], *, now: datetime) -> Iterable[tuple[int, datetime, str, str]]:
    letters = Letter.objects.filter(thread__in=threads, kind=Kind.LETTER, received_at__lte=now)
    return letters.order_by("received_at", "pk").values_list("thread", "received_at", "language", "channel")


def came(at: datetime, language: str, channel: str, *, calendar: WorkingCalendar) -> Came:
    """A letter with the deadline of the city, whatever less its service has promised."""
    try:
        due = add_working_days(at, PROMISED_WORKING_DAYS, calendar=calendar)
    except CalendarError:
        due = None
    known = language if language in dict(settings.LANGUAGES) else OTHER
    return Came(at, timezone.localdate(at, calendar.time_zone), due, known, channel)
