"""A city with counters, for tests."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from zenne.catalogue.public import Branch, Offering, PublicOrganisation, PublicService, Topic
from zenne.core.access.public import NOBODY, Asker, AskerKind, Assurance, codes
from zenne.core.calendar.public import set_calendar
from zenne.core.content.public import announce_change, current_version
from zenne.core.languages.public import Translated
from zenne.counters.appointments.actions.ask_booking import Details, ask_booking
from zenne.counters.appointments.actions.ask_wish import Suiting, ask_wish
from zenne.counters.appointments.actions.confirm_booking import confirm_booking
from zenne.counters.appointments.actions.hold_slot import hold_slot
from zenne.counters.appointments.actions.wish_earlier import wish_earlier
from zenne.counters.appointments.models import Booking, Claim, Offer, Wish
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.appointments.slots import Found, Wanted, search
from zenne.counters.appointments.tokens import Choice, confirm_token, manage_token
from zenne.counters.capacity.models import Desk, Shift, VisitType
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.rules.quanta import step_of
from zenne.counters.rules.seats import longest_run, read, run, written
from zenne.workforce.public import Competence, StaffMember

BRUSSELS = ZoneInfo("Europe/Brussels")
MONDAY = date(2037, 12, 7)
NOW = datetime(2037, 12, 4, 12, tzinfo=UTC)
OFFICE_HOURS = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-17:00")
DESK_WORKER = Asker(
    AskerKind.PERSON,
    "person:00000000-0000-0000-0000-00000000000d",
    "Dirk",
    frozenset({"desk-worker"}),
    codes([BOOK_FOR_OTHERS]),
    Assurance.HIGH,
)
PLANNER = Asker(
    AskerKind.PERSON,
    "person:00000000-0000-0000-0000-00000000000e",
    "Petra",
    frozenset({"team"}),
    codes([PLAN_SHIFTS]),
    Assurance.HIGH,
)
RESIDENT = Asker(
    AskerKind.PERSON,
    "person:00000000-0000-0000-0000-00000000000f",
    "Rita",
    frozenset({"resident"}),
    frozenset(),
    Assurance.HIGH,
)
NUMBERS = count(1)


def at(clock: str, day: date = MONDAY) -> datetime:
    """A time on the clock of Brussels."""
    return datetime.combine(day, time.fromisoformat(clock), BRUSSELS)


def text(words: str) -> Translated:
    return Translated({"en": words, "nl": words, "fr": words})


def make_service(slug: str = "passport") -> PublicService:
    topic, _ = Topic.objects.get_or_create(key="identity", defaults={"name": text("Identity"), "icon": "id-card"})
    owner, _ = PublicOrganisation.objects.get_or_create(key="population", defaults={"name": text("Population")})
    name = text(slug.title())
    return PublicService.objects.create(slug=slug, topic=topic, organisation=owner, name=name, summary=name)


def make_branch(slug: str = "centre", *, latitude: float = 50.85, hours: str = "Mo-Fr 09:00-17:00") -> Branch:
    return Branch.objects.create(
        slug=slug, kind=Branch.Kind.BRANCH, name=text(slug.title()), street=text("Street"), locality=text("Brussels"),
        number="1", postcode="1000", latitude=latitude, longitude=4.35, hours=hours, desks=3, languages=["nl", "fr"],
    )  # fmt: skip


@dataclass
class City:
    """One service at some branches, and who is there."""

    visit: VisitType
    branches: list[Branch]

    @property
    def branch(self) -> Branch:
        return self.branches[0]

    def shift(
        self,
        branch: Branch | None = None,
        *,
        begin: str = "09:00",
        end: str = "17:00",
        day: date = MONDAY,
        member: StaffMember | None = None,
        **member_facts: Any,
    ) -> Shift:
        """Somebody new at a new desk, who knows the service; or the same person at the same desk another day."""
        where = branch or self.branch
        member = member or self.member(where, **member_facts)
        desk, is_new = Desk.objects.get_or_create(
            branch=where, number=member.pk, defaults={"equipment": member_facts.get("equipment", [])}
        )
        if is_new:
            announce_change()
        first, length = step_of(at(begin, day)), step_of(at(end, day)) - step_of(at(begin, day))
        return Shift.objects.create(
            member=member, desk=desk, branch=where, starts_at=at(begin, day), ends_at=at(end, day), first_step=first,
            free=written(run(0, length)), longest=length,
        )  # fmt: skip

    def member(
        self,
        branch: Branch,
        *,
        languages: Iterable[str] = ("nl", "fr"),
        services: Iterable[PublicService] | None = None,
        equipment: Iterable[str] = (),
    ) -> StaffMember:
        key = f"member-{next(NUMBERS)}"
        made = StaffMember.objects.create(key=key, name=key, branch=branch, languages=list(languages))
        known = [self.visit.service] if services is None else services
        Competence.objects.bulk_create(Competence(member=made, service=service) for service in known)
        return made

    def search(self, *, now: datetime = NOW, **wanted: Any) -> Found:
        return search(Wanted(self.visit, **wanted), version=current_version(), now=now)

    def choice(
        self, clock: str, *, day: date = MONDAY, people: int = 1, language: str = "", branch: Any = None
    ) -> Choice:
        where = branch or self.branch
        return Choice(self.visit.pk, where.pk, step_of(at(clock, day)), people, language)

    def hold(self, clock: str = "09:00", *, now: datetime = NOW, asker: Asker = NOBODY, **choice: Any) -> Booking:
        return hold_slot(asker=asker, choice=self.choice(clock, **choice), counted_as=f"test-{next(NUMBERS)}", now=now)

    def ask(self, held: Booking, contact: str = "", *, now: datetime = NOW, asker: Asker = NOBODY) -> Booking:
        details = Details(contact=contact or f"somebody-{next(NUMBERS)}@example.org", language="en", name="Ann")
        return ask_booking(asker=asker, token=manage_token(held.uuid), details=details, now=now)

    def wish(self, booking: Booking, *, now: datetime = NOW, **suiting: Any) -> Wish:
        return wish_earlier(asker=NOBODY, token=manage_token(booking.uuid), suiting=Suiting(**suiting), now=now)

    def ask_wish(self, contact: str, *, now: datetime = NOW, asker: Asker = NOBODY, **suiting: Any) -> Wish:
        details = Details(contact=contact, language="en", name="Ann")
        wanted = Wanted(self.visit)
        return ask_wish(asker=asker, wanted=wanted, suiting=Suiting(**suiting), details=details, now=now)

    def booked(self, clock: str = "09:00", contact: str = "", *, now: datetime = NOW, **choice: Any) -> Booking:
        asked = self.ask(self.hold(clock, now=now, **choice), contact, now=now)
        return confirm_booking(asker=NOBODY, token=confirm_token(asked.uuid))


def make_city(
    *, branches: int = 1, minutes: int = 15, hours: str = "Mo-Fr 09:00-17:00", service_hours: str = "", **visit: Any
) -> City:
    """Branches from north to south that all offer passports, in visits of a quarter of an hour. Nobody is there yet."""
    set_calendar(
        country="BE", time_zone="Europe/Brussels", office_hours=OFFICE_HOURS, closing_days={}, replacement_days={}
    )
    service = make_service()
    made = [
        make_branch(slug, latitude=50.90 - number / 100, hours=hours)
        for number, slug in enumerate(("centre", "laeken", "louise", "haren")[:branches])
    ]
    for branch in made:
        Offering.objects.create(service=service, branch=branch, hours=service_hours)
    announce_change()
    return City(VisitType.objects.create(service=service, minutes=minutes, **visit), made)


def assert_no_seat_is_lost_or_given_twice() -> None:
    """Claims are the steps of live bookings, each at its own member and desk, and what is free is all the rest."""
    open_states = (Booking.State.HELD, Booking.State.ASKED, Booking.State.BOOKED)
    claimed: dict[int, int] = {}
    wanted = set()
    for booking in Booking.objects.select_related("shift"):
        if booking.state not in open_states:
            assert booking.shift is None
            continue
        assert booking.shift is not None
        for step in booking.steps:
            wanted.add((booking.pk, booking.shift.member_id, booking.shift.desk_id, step))
            bit = 1 << (step - booking.shift.first_step)
            assert not claimed.get(booking.shift.pk, 0) & bit, "a seat was given twice"
            claimed[booking.shift.pk] = claimed.get(booking.shift.pk, 0) | bit
    assert set(Claim.objects.values_list("booking_id", "member_id", "desk_id", "step")) == wanted
    for offer in Offer.objects.select_related("booking", "wish"):
        is_open = offer.state == Offer.State.OPEN
        assert (offer.booking.state == Booking.State.HELD) == is_open, (
            "a seat is kept for whoever is asked, and no other"
        )
        assert not is_open or offer.wish.state == Wish.State.OPEN
    for shift in Shift.objects.all():
        length = int((shift.ends_at - shift.starts_at) / timedelta(minutes=5))
        free = 0 if shift.withdrawn_at else run(0, length) & ~claimed.get(shift.pk, 0)
        assert read(shift.free) == free, "a seat was lost"
        assert shift.longest == longest_run(free)


def clocks(city: City) -> list[str]:
    """The free times that somebody finds, as a clock shows them."""
    return [slot.starts_at.strftime("%H:%M") for slot in city.search(limit=100).slots]
