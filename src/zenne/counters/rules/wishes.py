"""Whether a time suits somebody who would like to come earlier."""

from dataclasses import dataclass
from datetime import date, datetime, time


@dataclass(frozen=True, slots=True)
class Moments:
    """The days on which somebody would come, and the hours between which a visit begins and ends."""

    first_day: date
    last_day: date
    after: time | None = None
    before: time | None = None

    @property
    def has_any(self) -> bool:
        """Whether there is a day and an hour in it at all."""
        in_order = self.after is None or self.before is None or self.after < self.before
        return self.first_day <= self.last_day and in_order

    def admit(self, begin: datetime, end: datetime) -> bool:
        """Whether a visit lies in them; both on the clock of the city."""
        if not self.first_day <= begin.date() <= self.last_day:
            return False
        is_late_enough = self.after is None or begin.time() >= self.after
        is_early_enough = self.before is None or (end.date() == begin.date() and end.time() <= self.before)
        return is_late_enough and is_early_enough
