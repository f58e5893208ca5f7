"""The week of a branch: what is planned, what is missing, and the picture of a day."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from zenne.core.content.public import announce_change, current_version
from zenne.counters.appointments.models import Claim
from zenne.counters.appointments.tests.builders import BRUSSELS, MONDAY, NOW, PLANNER, City, at
from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.planning.coverage import Gaps, Stretch
from zenne.counters.planning.day import DayPicture, day_picture
from zenne.counters.planning.tests.builders import a_desk, plan, wish
from zenne.counters.planning.week import PlannedDay, Week, week_of
from zenne.counters.rules.seats import run, written

pytestmark = pytest.mark.django_db


def week(city: City, monday: date = MONDAY) -> Week:
    return week_of(asker=PLANNER, branch=city.branch, monday=monday, now=NOW, version=current_version())


def monday(city: City) -> PlannedDay:
    return week(city).days[0]


def picture(city: City, clock: str = "12:00") -> DayPicture:
    found = day_picture(asker=PLANNER, branch=city.branch, day=MONDAY, now=at(clock), version=current_version())
    assert found is not None
    return found


def hours(found: Iterable[Stretch]) -> list[str]:
    """On the clock of the city."""
    return [f"{clock(begin)}-{clock(end)}" for begin, end in found]


def clock(moment: datetime) -> str:
    return f"{moment.astimezone(BRUSSELS):%H:%M}"


def test_a_day_with_nobody_says_only_that(city: City) -> None:
    gaps = monday(city).gaps
    assert hours(gaps.nobody) == ["09:00-17:00"]
    assert (gaps.languages, gaps.services) == ((), ())


def test_a_day_that_is_covered_misses_nothing(city: City) -> None:
    plan(wish(city))
    day = monday(city)
    assert not day.gaps
    assert day.gaps == Gaps()
    assert len(day.languages) == 2


def test_hours_languages_and_services_that_nobody_covers_are_named(city: City) -> None:
    plan(wish(city, member=city.member(city.branch, languages=["nl"]), end=time(12)))
    plan(
        wish(
            city,
            member=city.member(city.branch, languages=["fr"], services=[]),
            desk=a_desk(city, 2),
            begin=time(11),
            end=time(15),
        )
    )

    gaps = monday(city).gaps

    assert hours(gaps.nobody) == ["15:00-17:00"]
    assert [hours(each.when) for each in gaps.languages] == [["12:00-17:00"], ["09:00-11:00", "15:00-17:00"]]
    [service] = gaps.partly
    assert (service.what, hours(service.when)) == ("Passport", ["12:00-17:00"])
    assert gaps.whole_services == []


def test_a_service_whose_desk_lacks_a_device_is_missing_all_day(city: City) -> None:
    VisitType.objects.update(equipment=["biometrics"])
    plan(wish(city))
    [service] = monday(city).gaps.whole_services
    assert service.what == "Passport"

    plan(wish(city, desk=a_desk(city, 2, equipment=["biometrics"])))
    assert not monday(city).gaps


def test_a_service_with_hours_of_its_own_is_missing_only_in_them(city: City) -> None:
    city.branch.offerings.update(hours="Mo 14:00-16:00")
    announce_change()
    plan(wish(city, end=time(15)))
    [service] = monday(city).gaps.services
    assert hours(service.when) == ["15:00-16:00"]


def test_a_holiday_is_named_and_misses_nothing(city: City) -> None:
    friday = week(city, date(2026, 12, 21)).days[4]
    assert (friday.hours, bool(friday.day_off), bool(friday.gaps), friday.is_shown) == ((), True, False, True)


def test_each_desk_has_its_shifts_on_their_days(city: City) -> None:
    a_desk(city, 1), a_desk(city, 2)
    plan(wish(city, desk=a_desk(city, 2), day=MONDAY + timedelta(days=1)))
    city.booked("09:00", day=MONDAY + timedelta(days=1))

    one, two = week(city).desks
    assert [len(day) for day in one.days] == [0] * 7
    assert [len(day) for day in two.days] == [0, 1, 0, 0, 0, 0, 0]
    assert two.days[1][0].booked == 1


def test_the_week_asks_as_often_for_many_shifts_as_for_few(
    city: City, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    plan(wish(city))
    version = current_version()

    def ask() -> None:
        week_of(asker=PLANNER, branch=city.branch, monday=MONDAY, now=NOW, version=version)

    ask()
    with django_assert_num_queries(4):
        ask()
    for number in range(2, 12):
        plan(wish(city, desk=a_desk(city, number)), until=MONDAY + timedelta(days=1))
    with django_assert_num_queries(4):
        ask()


def test_a_picture_shows_shifts_appointments_what_is_free_and_now(city: City) -> None:
    plan(wish(city, begin=time(8), end=time(10)))
    city.booked("09:00")

    found = picture(city, "12:30")

    assert [clock(hour) for hour in found.hours][::8] == ["08:00", "16:00"]
    [row] = found.desks
    [shift] = row.shifts
    per_hour = found.width / 9
    assert shift.bar is not None
    assert [shift.bar.x, shift.bar.width] == pytest.approx([0, 2 * per_hour], abs=0.1)
    # Before the branch opens nothing can be booked; the first quarter has an appointment.
    [free] = shift.free
    assert [free.x, free.width] == pytest.approx([1.25 * per_hour, 0.75 * per_hour], abs=0.1)
    [visit] = shift.visits
    assert (visit.what, visit.begin) == ("Passport", at("09:00"))
    assert found.now == pytest.approx(4.5 * per_hour, abs=0.1)


def test_a_picture_of_another_day_has_no_line_of_now_and_one_of_a_closed_day_is_none(city: City) -> None:
    version = current_version()
    shown = day_picture(asker=PLANNER, branch=city.branch, day=MONDAY, now=NOW, version=version)
    assert shown is not None
    assert shown.now is None
    christmas = date(2026, 12, 25)
    assert day_picture(asker=PLANNER, branch=city.branch, day=christmas, now=NOW, version=version) is None


def test_a_picture_asks_three_times_however_much_is_planned(
    city: City, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    version = current_version()
    for number in range(1, 6):
        plan(wish(city, desk=a_desk(city, number)))
        city.booked("09:00")
    picture(city)
    with django_assert_num_queries(3):
        day_picture(asker=PLANNER, branch=city.branch, day=MONDAY, now=NOW, version=version)


def extra_place(usual: Shift, city: City) -> None:
    """A quarter of an hour more at the beginning of a shift, as a team may give it."""
    Shift.every.create(
        member=usual.member, desk=usual.desk, branch=usual.branch, starts_at=usual.starts_at, ends_at=usual.ends_at,
        first_step=usual.first_step, free=written(run(0, 3)), longest=3, extra_to=usual, for_visit=city.visit,
    )  # fmt: skip


def test_appointments_beyond_the_places_there_are_count_with_their_shift(city: City) -> None:
    plan(wish(city, end=time(10)))
    extra_place(Shift.objects.get(), city)
    for _ in range(2):
        city.booked("09:00")
    city.booked("09:30")

    assert [each.booked for each in monday(city).shifts] == [3]
    assert Claim.objects.filter(is_extra=True).count() == 3


def test_a_picture_draws_what_is_booked_beyond_the_places_there_are_and_says_so(city: City) -> None:
    plan(wish(city, end=time(10)))
    extra_place(Shift.objects.get(), city)
    city.booked("09:00")
    city.booked("09:00")

    [row] = picture(city).desks
    [shown] = row.shifts

    assert [(visit.begin, visit.is_extra) for visit in shown.visits] == [(at("09:00"), False), (at("09:00"), True)]
    assert picture(city).has_extra
