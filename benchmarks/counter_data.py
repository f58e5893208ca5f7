"""A city with branches, staff, shifts and bookings, written in bulk, for benchmarks of counters.

Import it in a process in which Django is set up on a database that is migrated and empty.
"""

import random
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import timezone

from zenne.catalogue.public import Branch, Offering, PublicOrganisation, PublicService, Topic
from zenne.core.calendar.public import set_calendar
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated
from zenne.counters.appointments.models import Booking, Claim
from zenne.counters.capacity.models import Desk, Shift, VisitType
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import longest_run, read, run, steps_in, tidy, written
from zenne.workforce.public import Competence, StaffMember

ZONE: Final = ZoneInfo("Europe/Brussels")
WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday")
LANGUAGES: Final = ("nl", "fr", "en", "de", "ar", "es", "it", "pt")
HOURS: Final = "Mo-Fr 08:30-16:00; Th 08:30-19:00"
SERVICES: Final = 20
KNOWN: Final = 8
VISIT_MINUTES: Final = 15
AT_ONCE: Final = 5_000


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large the city is."""

    branches: int = 8
    days: int = 90
    staff: int = 120
    bookings: int = 60_000

    def times(self, factor: int) -> "Sizes":
        """As many branches and days, with so many times the staff and the bookings."""
        return Sizes(self.branches, self.days, self.staff * factor, self.bookings * factor)


def make_city(sizes: Sizes, *, seed: int = 1, first_day: date | None = None) -> None:
    """Write the whole city, in one transaction. The service that everybody wants has the slug ``passport``."""
    chance = random.Random(seed)
    with transaction.atomic():
        hours = dict.fromkeys(WEEK, "09:00-17:00")
        set_calendar(
            country="BE", time_zone="Europe/Brussels", office_hours=hours, closing_days={}, replacement_days={}
        )
        visits, branches = make_services(), make_branches(sizes.branches)
        Offering.objects.bulk_create(
            Offering(service=visit.service, branch=branch) for visit in visits for branch in branches
        )
        staff = make_staff(sizes.staff, branches, visits, chance)
        shifts = make_shifts(staff, branches, sizes.days, first_day or timezone.localdate() + timedelta(days=1))
        book(shifts, visits, sizes.bookings, chance)
        announce_change()


def text(words: str) -> Translated:
    return Translated({"en": words, "nl": words, "fr": words})


def make_services() -> list[VisitType]:
    topic = Topic.objects.create(key="identity", name=text("Identity"), icon="id-card")
    owner = PublicOrganisation.objects.create(key="population", name=text("Population"))
    slugs = ["passport", *(f"service-{number}" for number in range(1, SERVICES))]
    services = [
        PublicService.objects.create(slug=slug, topic=topic, organisation=owner, name=text(slug), summary=text(slug))
        for slug in slugs
    ]
    equipment = [["biometrics"] if number % 4 == 0 else [] for number in range(SERVICES)]
    return VisitType.objects.bulk_create(
        VisitType(service=service, minutes=VISIT_MINUTES, most_people=5, minutes_per_person=10, equipment=needed)
        for service, needed in zip(services, equipment, strict=True)
    )


def make_branches(count: int) -> list[Branch]:
    return [
        Branch.objects.create(
            slug=f"branch-{number}", kind=Branch.Kind.BRANCH, name=text(f"Branch {number}"), street=text("Street"),
            locality=text("Brussels"), number="1", postcode="1000", latitude=50.80 + number / 100, longitude=4.35,
            hours=HOURS, desks=1, languages=list(LANGUAGES),
        )
        for number in range(count)
    ]  # fmt: skip


def make_staff(count: int, branches: list[Branch], visits: list[VisitType], chance: random.Random) -> list[StaffMember]:
    """Everybody speaks Dutch or French and up to three other languages, and knows eight services of twenty."""
    staff = StaffMember.objects.bulk_create(
        StaffMember(
            key=f"member-{number}",
            name=f"Member {number}",
            branch=branches[number % len(branches)],
            languages=sorted({chance.choice(LANGUAGES[:2]), *chance.sample(LANGUAGES, chance.randint(1, 3))}),
        )
        for number in range(count)
    )
    Competence.objects.bulk_create(
        Competence(member=member, service_id=visit.service_id)
        for member in staff
        for visit in chance.sample(visits, KNOWN)
    )
    return staff


def make_shifts(staff: list[StaffMember], branches: list[Branch], days: int, first_day: date) -> list[Shift]:
    """Everybody is at a desk of their own on each working day; on Thursdays some until the evening."""
    desks = Desk.objects.bulk_create(
        Desk(
            branch=member.branch,
            number=1 + number // len(branches),
            equipment=["biometrics"] if number // len(branches) % 2 else [],
        )
        for number, member in enumerate(staff)
    )
    made = []
    for ahead in range(days):
        day = first_day + timedelta(days=ahead)
        if day.weekday() < len(WEEK):
            made += [
                a_shift(member, desk, day, number)
                for number, (member, desk) in enumerate(zip(staff, desks, strict=True))
            ]
    return Shift.objects.bulk_create(made, batch_size=AT_ONCE)


def a_shift(member: StaffMember, desk: Desk, day: date, number: int) -> Shift:
    is_late = day.weekday() == 3 and number % 3 == 0
    begin = datetime(day.year, day.month, day.day, 11 if is_late else 8, 0 if is_late else 30, tzinfo=ZONE)
    steps = 96 if is_late else 90
    end = moment_of(step_of(begin) + steps)
    return Shift(
        member=member, desk=desk, branch_id=desk.branch_id, starts_at=begin, ends_at=end, first_step=step_of(begin),
        free=written(run(0, steps)), longest=steps,
    )  # fmt: skip


def book(shifts: list[Shift], visits: list[VisitType], count: int, chance: random.Random) -> None:
    """Bookings at random places, more of them in the first weeks, with their claims."""
    length = VISIT_MINUTES // 5
    weights = [2.0 if number < len(shifts) // 3 else 1.0 for number in range(len(shifts))]
    made, changed = [], set()
    for number in chance.choices(range(len(shifts)), weights, k=count):
        shift = shifts[number]
        places = list(steps_in(tidy(read(shift.free), length)))
        if not places:
            continue
        place = chance.choice(places)
        shift.free = written(read(shift.free) & ~run(place, length))
        changed.add(number)
        begin = moment_of(shift.first_step + place)
        made.append(a_booking(shift, chance.choice(visits), begin))
    for number in changed:
        shifts[number].longest = longest_run(read(shifts[number].free))
    Shift.objects.bulk_update([shifts[number] for number in sorted(changed)], ["free", "longest"], batch_size=500)
    saved = Booking.objects.bulk_create(made, batch_size=AT_ONCE)
    shift_of = {shift.pk: shift for shift in shifts}
    claims = (
        Claim(
            booking=booking,
            member_id=shift_of[booking.shift_id].member_id,
            desk_id=shift_of[booking.shift_id].desk_id,
            step=step,
        )
        for booking in saved
        for step in booking.steps
    )
    Claim.objects.bulk_create(claims, batch_size=AT_ONCE)


def a_booking(shift: Shift, visit: VisitType, begin: datetime) -> Booking:
    facts: dict[str, Any] = {"visit_type": visit, "branch_id": shift.branch_id, "shift_id": shift.pk}
    return Booking(
        **facts, starts_at=begin, ends_at=begin + timedelta(minutes=VISIT_MINUTES), state=Booking.State.BOOKED
    )
