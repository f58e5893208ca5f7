"""What is known of how fast a team answers, for the day that is promised."""

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet
from django.utils import timezone

from zenne.accounts.public import Team
from zenne.core.calendar.public import WorkingCalendar, add_working_days, working_calendar, working_days_between
from zenne.core.content.public import current_version
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.presence import (
    LOOKS_BACK,
    against_usual,
    people_of,
    said_away,
    shares_in,
    usual_share,
)
from zenne.mailroom.answers.without_person import AUTHOR
from zenne.mailroom.letters.models import Thread
from zenne.mailroom.rules.naming import day_to_name
from zenne.mailroom.rules.promises import is_silent, promised_days
from zenne.workforce.public import days_off

LEARNS_FROM: Final = 200
TEAM_LEARNS_FROM: Final = 100
LOOKS_AHEAD: Final = timedelta(days=60)
"""Beyond a day that would be promised: the longest that a team is away together."""
ABSENCES_AHEAD: Final = timedelta(days=180)
DAY: Final = timedelta(days=1)


def promised_day(thread: Thread, *, now: datetime) -> date | None:
    """The day on which the answer comes, and at the earliest that of the deadline; None when no day can be named.

    Raises:
        CalendarError: the calendar knows no such day.
    """
    calendar = working_calendar(current_version())
    if thread.team is not None and nobody_seems_in(thread, calendar=calendar, now=now):
        return None
    people, shares = people_in(thread), known_shares(thread.team, calendar=calendar, now=now)
    days = promised_days(
        before=waiting_before(thread),
        answered=answered_each_day(thread, calendar=calendar, now=now),
        people=people,
        present=[share for share in shares.values() if share],
        lasted=lasted_days(Q(thread__service=thread.service), calendar=calendar) if thread.service else [],
        team_lasted=lasted_days(Q(thread__team=thread.team), calendar=calendar, of=TEAM_LEARNS_FROM),
    )
    if days is None:
        return None
    nobody = {day for day, share in shares.items() if not share}
    away = days_away(thread.team, days + len(nobody), calendar=calendar, now=now) | nobody
    return day_to_name(days, now=now, deadline=thread.deadline, calendar=calendar, away=away)


def known_shares(team: Team | None, *, calendar: WorkingCalendar, now: datetime) -> dict[date, float]:
    """Which part of those who usually are there is so on each of the next working days, where people are said away."""
    if team is None:
        return {}
    begin, today = add_working_days(now, 0, calendar=calendar).date(), timezone.localdate(now)
    said = said_away(team, first=today - LOOKS_BACK, last=begin + ABSENCES_AHEAD)
    if not said:
        return {}
    people = people_of(team)
    usual = usual_share(today, said, people=people, calendar=calendar)
    return against_usual(shares_in(begin, said, people=people, calendar=calendar), usual=usual)


def are_away(thread: Thread, *, now: datetime) -> bool:
    """Whether people of the team have been away since the letter came: then that is why it waits."""
    if thread.team is None or thread.waiting_since is None:
        return False
    return bool(said_away(thread.team, first=timezone.localdate(thread.waiting_since), last=timezone.localdate(now)))


def days_away(team: Team | None, days: int, *, calendar: WorkingCalendar, now: datetime) -> frozenset[date]:
    """The days on which all of the team that were planned are away, up to some time after a day that lies so far."""
    if team is None:
        return frozenset()
    last = add_working_days(now, days, calendar=calendar).date() + LOOKS_AHEAD
    return days_off(team, first=timezone.localdate(now), last=last)


def by_people() -> QuerySet[Answer]:
    """What people sent: a ready answer says nothing of who is in, and of how fast they are."""
    return Answer.objects.filter(state=Answer.State.SENT).exclude(author=AUTHOR)


def waiting_before(thread: Thread) -> int:
    return Thread.objects.filter(
        team=thread.team, state=Thread.State.OPEN, waiting_since__lt=thread.waiting_since
    ).count()


def nobody_seems_in(thread: Thread, *, calendar: WorkingCalendar, now: datetime) -> bool:
    """Whether the team let its letters lie for two weeks; one answer, also of today, ends that."""
    waiting = Thread.objects.filter(team=thread.team, state=Thread.State.OPEN).order_by("waiting_since")
    sent = by_people().filter(thread__team=thread.team, sent_at__gte=now - LOOKS_BACK)
    oldest = waiting.values_list("waiting_since", flat=True).first()
    latest = sent.order_by("-sent_at").values_list("sent_at", flat=True).first()
    today = timezone.localdate(now)
    waited, since_answer = (
        working_days_between(timezone.localdate(moment), today, calendar=calendar) if moment else None
        for moment in (oldest, latest)
    )
    return is_silent(waited=waited or 0, since_answer=since_answer)


def people_in(thread: Thread) -> int:
    """Those who have a place in the team, or are said to work in it; for letters of no team, whoever finds them."""
    return people_of(thread.team) if thread.team is not None else 1


def answered_each_day(thread: Thread, *, calendar: WorkingCalendar, now: datetime) -> list[int]:
    """How many letters the team answered on each working day of the last four weeks; today is not over."""
    today = timezone.localdate(now)
    sent = by_people().filter(thread__team=thread.team, sent_at__gte=now - LOOKS_BACK - DAY)
    counts = Counter(timezone.localdate(moment) for moment in sent.values_list("sent_at", flat=True) if moment)
    days = [today - DAY * number for number in range(1, LOOKS_BACK.days + 1)]
    return [counts[day] for day in days if calendar.is_working_day(day)]


def lasted_days(about: Q, *, calendar: WorkingCalendar, of: int = LEARNS_FROM) -> list[int]:
    """In how many working days the last such letters were answered."""
    rows = by_people().filter(about).order_by("-sent_at").values_list("thread__begun_at", "sent_at")[:of]
    spans = [(timezone.localdate(begun), timezone.localdate(ended)) for begun, ended in rows if ended]
    return [working_days_between(begun, ended, calendar=calendar) for begun, ended in spans if begun <= ended]
