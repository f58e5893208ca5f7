"""The shifts of a demonstration, and what is booked in them: the same for a day, whenever they are made."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from zenne.catalogue.public import Offering, opening_hours
from zenne.core.calendar.public import Interval, working_calendar
from zenne.counters.appointments.demonstration.staff import Post
from zenne.counters.appointments.models import Booking
from zenne.counters.capacity.models import CounterHours, Shift, VisitType
from zenne.counters.capacity.opening import first_whole, midnight
from zenne.counters.rules.quanta import STEP_MINUTES, moment_of, step_of, steps_for
from zenne.counters.rules.seats import longest_run, read, run, written

WEEKS: Final = 6
LONGEST_STEPS: Final = 8 * 60 // STEP_MINUTES
LATE: Final = 3
"""One of so many stays until the branch closes, where it is open for longer than somebody works."""
BOOKED: Final = 3
"""One of so many shifts has bookings,"""
SHARE: Final = 0.25
"""in so much of its time."""


def missing_shifts(posts: Sequence[Post], *, today: date, version: str) -> list[tuple[Post, Shift]]:
    """The shifts of six weeks, except on days on which somebody or their desk has one already."""
    last = today + timedelta(weeks=WEEKS, days=-1)
    busy = busy_from(today, version=version)
    opened = {
        branch: opening_hours(branch.hours, version=version).intervals(today, last)
        for branch in {post.branch for post in posts}
    }
    return [
        (post, a_shift(post, interval))
        for post in posts
        for interval in opened[post.branch]
        if not {(post.member.key, day := interval.start.date()), (post.desk.pk, day)} & busy
    ]


def busy_from(today: date, *, version: str) -> set[tuple[str | int, date]]:
    """On which days each member of staff, by their key, and each desk, by its number in the table, has a shift."""
    zone = working_calendar(version).time_zone
    rows = Shift.objects.filter(first_step__gte=midnight(version, today))
    busy: set[tuple[str | int, date]] = set()
    for key, desk, begin in rows.values_list("member__key", "desk_id", "starts_at"):
        day = begin.astimezone(zone).date()
        busy |= {(key, day), (desk, day)}
    return busy


def a_shift(post: Post, interval: Interval) -> Shift:
    """As much of what is open as somebody works on a day; a few come later and stay for the evening."""
    first, end = first_whole(interval.start), step_of(interval.end)
    if post.number % LATE:
        end = min(end, first + LONGEST_STEPS)
    else:
        first = max(first, end - LONGEST_STEPS)
    return Shift(
        member=post.member, desk=post.desk, branch=post.branch, starts_at=moment_of(first), ends_at=moment_of(end),
        first_step=first, free=written(run(0, end - first)), longest=end - first,
    )  # fmt: skip


def bookings_for(planned: Sequence[tuple[Post, Shift]], *, at: datetime) -> list[Booking]:
    """Take seats out of some of the shifts, which are not saved yet, and the bookings that have them. Two queries.

    Services with hours of their own are left out.
    """
    own_hours = {
        *Offering.objects.exclude(hours="").values_list("branch_id", "service_id"),
        *CounterHours.objects.values_list("branch_id", "service_id"),
    }
    made: list[Booking] = []
    for post, shift in planned:
        chance = Random(f"{post.member.key} {shift.first_step}")  # noqa: S311 - invented, not secret
        visits = [
            visit
            for visit in post.visits
            if visit.by_appointment and set(visit.equipment) <= set(post.desk.equipment)
            if (post.branch.pk, visit.service_id) not in own_hours
        ]
        if visits and not chance.randrange(BOOKED):
            made += book(shift, visits, chance, at=at)
    return made


def book(shift: Shift, visits: Sequence[VisitType], chance: Random, *, at: datetime) -> Iterator[Booking]:
    """One visit after the other from the beginning of a shift, some of them left out."""
    step, end = 0, step_of(shift.ends_at) - shift.first_step
    while step < end:
        visit = chance.choice(visits)
        length = steps_for(visit.minutes)
        if step + length <= end and chance.random() < SHARE:
            shift.free = written(read(shift.free) & ~run(step, length))
            begin = moment_of(shift.first_step + step)
            yield Booking(
                visit_type=visit, branch=shift.branch, shift=shift, state=Booking.State.BOOKED, created_at=at,
                starts_at=begin, ends_at=begin + timedelta(minutes=visit.minutes),
            )  # fmt: skip
        step += length
    shift.longest = longest_run(read(shift.free))
