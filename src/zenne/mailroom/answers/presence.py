"""How much of a team is there on the days to come, as far as it is known."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Final

from zenne.accounts.public import Team, TeamMembership
from zenne.core.calendar.public import CalendarError, WorkingCalendar
from zenne.mailroom.answers.models import TeamAway
from zenne.mailroom.rules.promises import LONGEST_DAYS
from zenne.workforce.public import StaffMember

DAY = timedelta(days=1)
LOOKS_BACK: Final = timedelta(days=28)
"""How far back one looks at how fast a team goes, and at how many of it were there."""


def people_of(team: Team) -> int:
    """Those who have a place in the team, or are said to work in it."""
    places = TeamMembership.objects.filter(team=team).count()
    return max(places, StaffMember.objects.filter(team=team, left_at=None).count())


def said_away(team: Team, *, first: date, last: date) -> list[TeamAway]:
    """What was said about some days. One query."""
    return list(TeamAway.objects.filter(team=team, first_day__lte=last, last_day__gte=first))


def share_in(day: date, said: Sequence[TeamAway], *, people: int) -> float:
    """The share of the team that is there on a day; nobody knows of a smaller one than none."""
    away = sum(each.people for each in said if each.first_day <= day <= each.last_day)
    return max(0.0, 1 - away / people) if people else 1.0


def usual_share(before: date, said: Sequence[TeamAway], *, people: int, calendar: WorkingCalendar) -> float:
    """The share of the team that was there on average on the working days of ``LOOKS_BACK`` before one.

    How fast it went on these days, and how long letters took, already has that in it.
    """
    days = [before - DAY * number for number in range(1, LOOKS_BACK.days + 1)]
    shares = [share_in(day, said, people=people) for day in days if calendar.is_working_day(day)]
    return sum(shares) / len(shares) if shares else 1.0


def against_usual(shares: Mapping[date, float], *, usual: float) -> dict[date, float]:
    """The shares as parts of what is usual, at most all of it: more people than usual make no promise shorter."""
    return {day: min(share / usual, 1.0) if usual else share for day, share in shares.items()}


def shares_in(begin: date, said: Sequence[TeamAway], *, people: int, calendar: WorkingCalendar) -> dict[date, float]:
    """Of each working day after one, as far as the calendar goes; nothing where all are there."""
    found: dict[date, float] = {}
    if not said:
        return found
    try:
        for day in calendar.working_days_from(begin + DAY):
            if day > max(each.last_day for each in said) or len(found) > 2 * LONGEST_DAYS:
                break
            found[day] = share_in(day, said, people=people)
    except CalendarError:
        pass
    return found
