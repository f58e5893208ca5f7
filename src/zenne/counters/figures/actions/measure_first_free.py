"""Measure how soon an appointment can be had."""

from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Exists, OuterRef

from zenne.core.access.public import internal, records_nothing
from zenne.counters.appointments.slots import DAYS_AHEAD
from zenne.counters.figures.free_times import booked_visits, first_days
from zenne.counters.figures.models import FirstFree, RoomDay
from zenne.counters.figures.rules.quantiles import weighted_half
from zenne.counters.queue.rooms import time_zone

EVERY_HOUR_KEPT: Final = timedelta(days=2)
AT_ONCE: Final = 500


@internal
@records_nothing(because="how soon a time is free is about nobody")
def measure_first_free(*, at: datetime) -> int:
    """Write down, for each visit at each branch, after how many days it could be booked; once for each hour.

    Of past days only the first measure is kept. Returns how many rows.
    """
    local = at.astimezone(time_zone())
    rows = [
        FirstFree(branch_id=branch, visit_type=visit, day=local.date(), hour=local.hour, days=days)
        for visit in booked_visits()
        for branch, days in first_days(visit, at=at).items()
    ]
    with transaction.atomic():
        FirstFree.objects.bulk_create(
            rows,
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=("day", "hour", "branch", "visit_type"),
            update_fields=("days",),
        )
        write_halves(rows)
        forget_hours(before=local - EVERY_HOUR_KEPT)
    return len(rows)


def write_halves(rows: list[FirstFree]) -> None:
    """For each branch, after how many days half of what people come for could be booked: the first of the day stays."""
    by_branch: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for row in rows:
        days = DAYS_AHEAD + 1 if row.days is None else row.days
        by_branch[row.branch_id].append((days, max(row.visit_type.service.popularity, 1)))
    for branch, pairs in by_branch.items():
        room, _is_new = RoomDay.objects.get_or_create(branch_id=branch, day=rows[0].day)
        if room.free_days is None:
            room.free_days = weighted_half(pairs)
            room.save(update_fields=["free_days"])


def forget_hours(*, before: datetime) -> None:
    """Of days that are long past, keep the first measure."""
    same = FirstFree.objects.filter(branch=OuterRef("branch"), visit_type=OuterRef("visit_type"), day=OuterRef("day"))
    earlier = same.filter(hour__lt=OuterRef("hour"))
    old = FirstFree.objects.filter(Exists(earlier), day__lt=before.date()).values_list("pk", flat=True)
    FirstFree.objects.filter(pk__in=list(old)).delete()
