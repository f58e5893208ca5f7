"""Count what became of the letters of each week, once."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import internal, records_nothing
from zenne.mailroom.figures.counting import WEEK, count_week
from zenne.mailroom.figures.models import LetterWeek
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.rules.kinds import Kind

TIME_TO_REPLY: Final = timedelta(days=14)
"""So long after a week its writers have said whether they were answered, and all its deadlines are over."""


@internal
@records_nothing(because="figures are about nobody, and follow from what is written down already")
def count_letters(*, now: datetime) -> int:
    """Count each week that has been over for two weeks and was not counted yet; returns how many were.

    What was counted stays as it is, also when its letters are erased: a week that changed would give small counts away.
    """
    monday, today = first_uncounted(), timezone.localdate(now)
    counted = 0
    while monday is not None and monday + WEEK + TIME_TO_REPLY <= today:
        keep(monday, now=now)
        monday, counted = monday + WEEK, counted + 1
    return counted


def first_uncounted() -> date | None:
    """The Monday after the last week with figures, or that of the first letter; None while there is none."""
    last = LetterWeek.objects.order_by("-week").first()
    if last is not None:
        return last.week + WEEK
    first = Letter.objects.filter(kind=Kind.LETTER).order_by("received_at").first()
    day = timezone.localdate(first.received_at) if first else None
    return day - timedelta(days=day.weekday()) if day else None


@transaction.atomic
def keep(monday: date, *, now: datetime) -> None:
    """One week, all of it or nothing."""
    LetterWeek.objects.bulk_create(count_week(monday, now=now), batch_size=500)
