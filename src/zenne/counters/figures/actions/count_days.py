"""Count what happened on some days."""

from datetime import date, datetime, timedelta

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.counters.figures.counting import count
from zenne.counters.figures.models import HourFigures, RoomDay

COUNTED = ("begins_at", "waiting", "desks", "called", "p50", "p90", "told", "held")
AT_ONCE = 500


@internal
@records_nothing(because="figures are about nobody, and follow from what is written down already")
def count_days(first: date, last: date, *, at: datetime) -> int:
    """Write the figures of the days from the first to the last anew; counted twice, they are the same.

    Only for days of which everything is still there: what was erased since would be missing. Returns how many rows.
    """
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return sum(count_day(day, at=at) for day in days)


@transaction.atomic
def count_day(day: date, *, at: datetime) -> int:
    """One day, all of it or nothing."""
    counted = count(day, at=at)
    HourFigures.objects.filter(day=day).delete()
    HourFigures.objects.bulk_create(counted.hours, batch_size=AT_ONCE)
    RoomDay.objects.bulk_create(
        counted.rooms, update_conflicts=True, unique_fields=("branch", "day"), update_fields=COUNTED
    )
    return len(counted.hours)
