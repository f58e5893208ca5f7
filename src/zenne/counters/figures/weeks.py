"""The weeks that are over, as they may be published: read once, and without what would lead to somebody."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import groupby

from django.utils import timezone

from zenne.counters.figures.models import HourFigures
from zenne.counters.figures.rules.suppression import shown_days, shown_hours
from zenne.counters.queue.rooms import day_of
from zenne.dataportal.public import is_over, shown

Counter = Callable[[HourFigures], int]
"""What of an hour is counted: tickets, calls, appointments."""


@dataclass(slots=True)
class BranchWeek:
    """All hours of a branch in a week that begins on ``monday``."""

    branch: str
    monday: date
    rows: list[HourFigures] = field(default_factory=list)

    def by_hour(self, of: Counter) -> dict[tuple[date, int], int]:
        """The count of each hour, all visits together."""
        found: dict[tuple[date, int], int] = defaultdict(int)
        for row in self.rows:
            found[row.day, row.hour] += of(row)
        return {key: number for key, number in found.items() if number}

    def days(self, of: Counter) -> dict[date, int]:
        """The days that may be shown, with their counts."""
        return dict(sorted(shown_days(self.by_hour(of)).items()))

    def hours(self, of: Counter) -> dict[tuple[date, int], int]:
        """The hours that may be shown."""
        return dict(sorted(shown_hours(self.by_hour(of)).items()))

    def visits(self, of: Counter) -> dict[tuple[str, str], int]:
        """The visits that may be shown, by service and step."""
        found: dict[tuple[str, str], int] = defaultdict(int)
        for row in self.rows:
            found[row.visit_type.service.slug, row.visit_type.step] += of(row)
        return dict(sorted(shown({key: number for key, number in found.items() if number}).items()))

    def total(self, of: Counter) -> int:
        """The count of the week. It may be small: whoever shows it looks."""
        return sum(map(of, self.rows))

    def of_day(self, day: date) -> list[HourFigures]:
        return [row for row in self.rows if row.day == day]

    def of_hour(self, day: date, hour: int) -> list[HourFigures]:
        return [row for row in self.rows if (row.day, row.hour) == (day, hour)]

    def of_visit(self, service: str, step: str) -> list[HourFigures]:
        return [row for row in self.rows if (row.visit_type.service.slug, row.visit_type.step) == (service, step)]


def branch_weeks() -> Iterator[BranchWeek]:
    """Every branch in every week that is over, in order; one week at a time is in memory. One query."""
    today = day_of(timezone.now())
    rows = HourFigures.objects.select_related("branch", "visit_type__service").order_by("day", "hour", "pk")
    by_week = groupby(rows.iterator(chunk_size=2000), key=lambda row: row.day - timedelta(days=row.day.weekday()))
    for monday, of_week in by_week:
        if not is_over(monday, today=today):
            return
        found: dict[str, BranchWeek] = {}
        for row in of_week:
            found.setdefault(row.branch.slug, BranchWeek(row.branch.slug, monday)).rows.append(row)
        yield from (found[branch] for branch in sorted(found))
