"""How long something is kept."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Period:
    """A length of time in the calendar: years, months and days, counted in that order."""

    years: int = 0
    months: int = 0
    days: int = 0

    def before(self, moment: datetime) -> datetime:
        """The moment that lies this long before ``moment``; the last day of a month that has no such day."""
        month = moment.year * 12 + moment.month - 1 - self.years * 12 - self.months
        year, month = divmod(month, 12)
        day = min(moment.day, monthrange(year, month + 1)[1])
        return moment.replace(year=year, month=month + 1, day=day) - timedelta(days=self.days)
