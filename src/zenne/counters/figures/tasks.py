"""What is counted in the background."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Every, schedule, work
from zenne.counters.figures.actions.count_days import count_days
from zenne.counters.figures.actions.measure_first_free import measure_first_free
from zenne.counters.queue.rooms import day_of

HOURLY = Every(timedelta(hours=1))
DAYS_COUNTED_AGAIN = timedelta(days=2)
"""A worker that was away for a day misses nothing; what is older may be erased already."""


@work(title=_("Count the visits to the counters"))
def count_visits() -> int:
    """Returns how many hours were counted."""
    today = day_of(timezone.now())
    return count_days(today - DAYS_COUNTED_AGAIN, today, at=timezone.now())


@work(title=_("Measure how soon an appointment can be had"), is_atomic=False)
def measure_free_times() -> int:
    """Returns how many visits were looked at, each at one branch."""
    return measure_first_free(at=timezone.now())


def declare_schedules() -> None:
    """Let work begin by itself."""
    schedule("figures.count-visits", count_visits, HOURLY)
    schedule("figures.measure-free-times", measure_free_times, HOURLY)
