"""A team decides to give places more than there are: computed, bounded, shown, and over by itself."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.test import Client
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from zenne.accounts.public import Person, Team, TeamMembership
from zenne.core.audit.public import AuditRecord
from zenne.core.languages.public import Translated
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.actions.withdraw_shift import withdraw_shift
from zenne.counters.appointments.errors import SlotTaken
from zenne.counters.appointments.models import Booking, Claim
from zenne.counters.appointments.tests.builders import (
    MONDAY,
    NOW,
    PLANNER,
    City,
    assert_no_seat_is_lost_or_given_twice,
    at,
    clocks,
    make_city,
)
from zenne.counters.appointments.tokens import manage_token
from zenne.counters.capacity.models import Shift
from zenne.counters.queue.actions.decide_overbooking import Decision, decide_overbooking
from zenne.counters.queue.actions.end_overbooking import end_overbooking
from zenne.counters.queue.actions.give_extra_places import give_extra_places
from zenne.counters.queue.attendance import known_at
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Attendance, Overbooking
from zenne.counters.queue.no_shows import hours_of
from zenne.counters.queue.overbookings import Waited, effect_of
from zenne.counters.queue.rules.extra_places import seats_in_hour
from zenne.counters.queue.tests.test_pages import browser_of
from zenne.counters.rules.quanta import step_of
from zenne.workforce.public import StaffMember

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/counters/centre/no-shows/"
WEEK = timedelta(weeks=1)


@pytest.fixture
def full() -> City:
    """A morning hour with two desks and eight appointments, of which many are missed."""
    city = make_city()
    city.shift(begin="09:00", end="10:00")
    city.shift(begin="09:00", end="10:00")
    for clock in ("09:00", "09:15", "09:30", "09:45"):
        city.booked(clock)
        city.booked(clock)
    Attendance.objects.create(branch=city.branch, visit_type=city.visit, ahead="week", came=50, missed=50)
    return city


def advised(city: City) -> int:
    return sum(each.extra for each in hours_of(city.branch.pk, MONDAY, known_at(city.branch.pk)))


def decide(city: City, **other: object) -> Overbooking:
    facts = {"day": MONDAY, "begin_hour": 9, "end_hour": 10, "last_day": MONDAY + 4 * WEEK, "places": advised(city)}
    decision = Decision(**facts | other)  # type: ignore[arg-type]
    return decide_overbooking(asker=PLANNER, branch=city.branch, visit=city.visit, decision=decision, now=NOW)


def test_before_the_decision_nothing_is_given_and_after_it_as_much_as_was_advised(full: City) -> None:
    assert clocks(full) == []
    assert give_extra_places(now=NOW) == 0

    made = decide(full)

    assert made.most == advised(full) == 2
    assert clocks(full) == ["09:00"]
    given = [full.hold("09:00"), full.hold("09:00")]
    assert all(each.is_extra for each in given)
    assert {each.shift.desk_id for each in given if each.shift} == set(Shift.objects.values_list("desk_id", flat=True))
    with pytest.raises(SlotTaken):
        full.hold("09:00")
    assert give_extra_places(now=NOW) == 0, "no more by asking again"
    assert clocks(full) == []
    assert_no_seat_is_lost_or_given_twice()
    recorded = AuditRecord.objects.get(action="counters.decide-overbooking")
    assert recorded.asker_key == PLANNER.key


def test_no_time_of_a_desk_is_given_a_third_time_whatever_a_program_does(full: City) -> None:
    decide(full)
    held = full.hold("09:00")
    claim = Claim.objects.filter(booking=held).first()
    assert claim is not None
    other = full.hold("09:00")

    with pytest.raises(IntegrityError), transaction.atomic():
        Claim.objects.create(
            booking=other, member=claim.member, desk=claim.desk, step=claim.step, is_extra=claim.is_extra
        )


def test_a_place_that_becomes_free_can_be_booked_again_and_usual_ones_go_first(full: City) -> None:
    decide(full)
    usual = Booking.objects.filter(starts_at=at("09:00"), is_extra=False).first()
    assert usual is not None
    cancel_booking(asker=PLANNER, booking=usual.uuid, token=manage_token(usual.uuid), now=NOW)

    assert not full.hold("09:00").is_extra
    assert full.hold("09:00").is_extra


def test_when_it_ends_what_nobody_booked_is_taken_back_and_what_is_booked_stays(full: City) -> None:
    made = decide(full)
    booked = full.booked("09:00")
    end_overbooking(asker=PLANNER, branch=full.branch, number=made.pk, now=NOW)

    assert clocks(full) == []
    booked.refresh_from_db()
    assert (booked.state, booked.is_extra) == ("booked", True)
    with pytest.raises(QueueRefused):
        end_overbooking(asker=PLANNER, branch=full.branch, number=made.pk, now=NOW)
    assert give_extra_places(now=NOW) == 0
    cancel_booking(asker=PLANNER, booking=booked.uuid, token=manage_token(booked.uuid), now=NOW)
    give_extra_places(now=NOW)
    assert clocks(full) == [], "who cancels frees nothing beyond the places there are"


def test_it_ends_by_itself(full: City) -> None:
    made = decide(full, last_day=MONDAY)
    give_extra_places(now=at("09:00", MONDAY + timedelta(days=1)))
    made.refresh_from_db()
    assert made.ended_at is not None


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"places": 50}, "other-advice"),
        ({"begin_hour": 12, "end_hour": 13}, "other-advice"),
        ({"begin_hour": 10, "end_hour": 9}, "wrong-period"),
        ({"end_hour": 25}, "wrong-period"),
        ({"last_day": MONDAY - WEEK}, "wrong-period"),
        ({"last_day": MONDAY + 20 * WEEK}, "wrong-period"),
        ({"day": NOW.date()}, "wrong-period"),
    ],
)
def test_nothing_is_decided_beyond_what_was_read(full: City, other: dict[str, object], code: str) -> None:
    with pytest.raises(QueueRefused) as refused:
        decide(full, **other)

    assert refused.value.code == code
    assert not Overbooking.objects.exists()
    assert clocks(full) == []


def test_one_decision_for_a_visit_and_a_day_of_the_week(full: City) -> None:
    decide(full)
    with pytest.raises(QueueRefused, match="decided-already"):
        decide(full)


def test_a_shift_that_falls_away_takes_its_places_along(full: City) -> None:
    decide(full)
    shifts = list(Shift.objects.values_list("pk", flat=True))
    withdraw_shift(asker=PLANNER, shifts=shifts, now=NOW)

    assert clocks(full) == []
    assert not Shift.every.filter(withdrawn_at=None).exists()


def test_what_came_of_it_is_counted(full: City) -> None:
    made = decide(full)
    for state in ("helped", "missed"):
        Booking.objects.filter(pk=full.booked("09:00").pk).update(state=state)

    effect = effect_of(made)

    assert (effect.booked, effect.came, effect.missed) == (2, 1, 1)
    assert effect.waited == Waited(None, None), "too few to say something"


def test_a_team_decides_on_the_page_and_ends_it_there(full: City) -> None:
    browser, today = team_member(full), timezone.localdate()
    monday = today + timedelta(days=14 - today.weekday())
    move_everything_to(monday)
    page = browser.get(PAGE, {"day": str(monday)}).content.decode()
    assert "Give up to 2 places more" in page
    form = {"day": str(monday), "places": 2, "begin_hour": 9, "end_hour": 10, "visit": full.visit.pk}

    for strange in ({"visit": "x"}, {"places": "9" * 30}, {"last_day": "\x00"}, {"begin_hour": "23"}, {"day": ""}):
        sent = form | {"last_day": str(monday)} | strange
        assert browser.post(f"{PAGE}decide/", sent).status_code == 409
    assert Client().post(f"{PAGE}decide/", form).status_code != 200
    assert not Overbooking.objects.exists()

    shown = browser.post(f"{PAGE}decide/", form | {"last_day": str(monday + WEEK)}, follow=True).content.decode()
    assert "Up to 2 places more, Monday 9:00 to 10:00" in shown
    assert "Booked beyond the places: 0. Came: 0. Did not come: 0." in shown
    made = Overbooking.objects.get()
    ended = browser.post(f"{PAGE}decide/", {"decision": made.pk}, follow=True).content.decode()
    assert "It ended on" in ended
    assert browser.post(f"{PAGE}decide/", {"decision": "9" * 40}).status_code == 409


def team_member(city: City) -> Client:
    """A browser of somebody in a team who works at the counters of the branch."""
    person = Person.objects.create(name="Tina")
    team, _ = Team.objects.get_or_create(key="population", defaults={"name": Translated({"en": "Population"})})
    TeamMembership.objects.create(person=person, team=team, granted_by="system")
    StaffMember.objects.create(key="tina", name="Tina", branch=city.branch, person=person, languages=["nl"])
    return browser_of(person)


def move_everything_to(day: date) -> None:
    """Pages look at the clock: the Monday of the builders may be over when the test runs."""
    ahead = day - MONDAY
    begin = at("09:00", day)
    for booking in Booking.objects.all():
        booking.starts_at, booking.ends_at = booking.starts_at + ahead, booking.ends_at + ahead
        booking.created_at += ahead
        booking.save()
    Shift.objects.update(starts_at=begin, ends_at=at("10:00", day), first_step=step_of(begin))
    Claim.objects.update(step=F("step") + ahead // timedelta(minutes=5))


@given(
    shifts=st.lists(st.tuples(st.integers(1, 99), st.integers(90, 130), st.integers(1, 40)), unique_by=lambda s: s[0]),
    length=st.integers(1, 14),
    count=st.integers(0, 9),
)
def test_places_lie_within_the_hour_and_the_shift_and_never_on_each_other(
    shifts: list[tuple[int, int, int]], length: int, count: int
) -> None:
    found = seats_in_hour(shifts, {}, hour=100, length=length, count=count)

    assert len(found) <= count
    taken: dict[int, int] = {}
    by_number = {number: (first, steps) for number, first, steps in shifts}
    for number, seat in found:
        first, steps = by_number[number]
        assert seat.bit_count() == length
        assert seat < 1 << steps
        assert first + (seat & -seat).bit_length() - 1 >= 100
        assert not taken.get(number, 0) & seat
        taken[number] = taken.get(number, 0) | seat
