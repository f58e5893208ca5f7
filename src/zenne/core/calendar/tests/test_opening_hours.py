from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from zenne.core.calendar.public import NaiveMoment, OutsideYears
from zenne.core.calendar.tests.builders import BRUSSELS, at, clocks, hours

CENTRE = "Mo-Fr 08:30-16:00; Th 08:30-19:00; PH off"


def test_a_week_has_its_hours_per_day() -> None:
    week = hours(CENTRE).week(date(2026, 1, 7))
    assert [day for day, _ in week] == [date(2026, 1, 5) + timedelta(days=number) for number in range(7)]
    assert [len(intervals) for _, intervals in week] == [1, 1, 1, 1, 1, 0, 0]
    assert week[3][1][0].end == at("2026-01-08T19:00")


@pytest.mark.parametrize(
    ("expression", "first", "last", "expected"),
    [
        ("Mo-Fr 09:00-12:00,13:00-17:00", "2026-01-05", None, ["05 09:00-12:00", "05 13:00-17:00"]),
        ("Mo-Fr 09:00-12:00; Tu off", "2026-01-05", "2026-01-07", ["05 09:00-12:00", "07 09:00-12:00"]),
        ("Mo 09:00-12:00, Mo 12:00-13:00", "2026-01-05", None, ["05 09:00-13:00"]),
        ("Jul-Aug Mo-Fr 09:00-13:00", "2026-06-30", "2026-07-01", ["01 09:00-13:00"]),
        ("Sa[1] 09:00-12:00", "2026-01-01", "2026-01-31", ["03 09:00-12:00"]),
        ("24/7", "2026-01-05", "2026-01-06", ["05 00:00-06 00:00", "06 00:00-07 00:00"]),
        ("Mo 00:00-24:00", "2026-01-04", "2026-01-06", ["05 00:00-06 00:00"]),
        ("off", "2026-01-01", "2026-12-31", []),
        ('Mo 09:00-12:00 "PH; off"', "2026-01-05", None, ["05 09:00-12:00"]),
        ("Mo 09:00-12:00 unknown", "2026-01-05", None, []),
        (" ; Mo  09:00-12:00 ;\n", "2026-01-05", None, ["05 09:00-12:00"]),
    ],
)
def test_openstreetmap_syntax(expression: str, first: str, last: str | None, expected: list[str]) -> None:
    assert clocks(hours(expression), first, last) == expected


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        pytest.param("Mo-Su 09:00-17:00", [], id="closed without a rule"),
        pytest.param("Mo-Su 09:00-17:00; PH off", [], id="closed"),
        pytest.param("PH off; Mo-Su 09:00-17:00", [], id="in any order"),
        pytest.param("Mo-Su 09:00-17:00; PH 10:00-12:00", ["21 10:00-12:00"], id="own hours"),
        pytest.param("Mo-Su 09:00-17:00; PH: 10:00-12:00", ["21 10:00-12:00"], id="with a colon"),
        pytest.param("Mo-Su 09:00-17:00; PH", ["21 00:00-22 00:00"], id="all day"),
        pytest.param("Sa,PH 09:00-17:00", ["21 09:00-17:00"], id="like a Saturday"),
        pytest.param("Sa, PH 09:00-17:00", ["21 09:00-17:00"], id="like a Saturday, with a space"),
        pytest.param("PH,Mo-Fr 09:00-17:00", ["21 09:00-17:00"], id="before the weekdays"),
        pytest.param("Tu PH 09:00-17:00", ["21 09:00-17:00"], id="only if a Tuesday"),
        pytest.param("Mo PH 09:00-17:00", [], id="only if a Monday"),
        pytest.param("Jul PH 09:00-17:00", ["21 09:00-17:00"], id="only in July"),
        pytest.param("Jan Mo-Fr,PH 09:00-17:00", [], id="weekdays and days off of January"),
        pytest.param("Jul 21 09:00-11:00; Mo-Fr 09:00-17:00; PH off", ["21 09:00-11:00"], id="named date"),
        pytest.param("Jul 20-22 09:00-11:00; PH off", [], id="a period is no named date"),
        pytest.param("2026 Jul 21 09:00-11:00", ["21 09:00-11:00"], id="named date with its year"),
    ],
)
def test_a_day_off_follows_the_rule_for_days_off(expression: str, expected: list[str]) -> None:
    assert clocks(hours(expression), "2026-07-21") == expected


def test_weekdays_with_days_off_in_one_rule_hold_on_the_weekdays_too() -> None:
    opening_hours = hours("Jan Mo-Fr,PH 09:00-17:00; Sa 10:00-12:00")
    assert clocks(opening_hours, "2026-01-01", "2026-01-03") == ["01 09:00-17:00", "02 09:00-17:00", "03 10:00-12:00"]


def test_a_closing_day_of_the_city_is_a_day_off() -> None:
    opening_hours = hours("Mo-Fr 09:00-17:00; PH 10:00-12:00", "2026-12-24")
    assert clocks(opening_hours, "2026-12-23", "2026-12-24") == ["23 09:00-17:00", "24 10:00-12:00"]


def test_a_night_belongs_to_the_day_on_which_it_begins() -> None:
    opening_hours = hours("Fr-Sa 22:00-02:00")
    assert clocks(opening_hours, "2026-01-09", "2026-01-11") == ["09 22:00-10 02:00", "10 22:00-11 02:00"]
    assert clocks(opening_hours, "2026-01-11") == []
    assert opening_hours.is_open(at("2026-01-11T01:59"))
    assert not opening_hours.is_open(at("2026-01-11T02:00"))
    assert opening_hours.next_change(at("2026-01-10T23:00")) == at("2026-01-11T02:00")


def test_a_day_off_takes_away_its_own_night_only() -> None:
    opening_hours = hours("Mo-Su 22:00-02:00; PH off")
    assert clocks(opening_hours, "2026-07-20", "2026-07-22") == ["20 22:00-21 02:00", "22 22:00-23 02:00"]
    assert not opening_hours.is_open(at("2026-07-22T01:00"))


def test_a_day_off_is_cut_out_of_what_is_always_open() -> None:
    opening_hours = hours("24/7; PH off")
    assert opening_hours.next_change(at("2026-07-01T12:00")) == at("2026-07-21T00:00")
    assert opening_hours.next_change(at("2026-07-21T12:00")) == at("2026-07-22T00:00")


def test_hours_of_a_day_off_that_meet_the_night_before_are_one() -> None:
    opening_hours = hours("Mo-Su 22:00-02:00; PH 00:00-04:00")
    assert clocks(opening_hours, "2026-07-20", "2026-07-21") == ["20 22:00-21 04:00"]


@pytest.mark.parametrize(
    ("moment", "is_open", "change"),
    [
        ("2026-01-05T08:29", False, "2026-01-05T08:30"),
        ("2026-01-05T08:30", True, "2026-01-05T16:00"),
        ("2026-01-05T16:00", False, "2026-01-06T08:30"),
        ("2026-01-08T18:59", True, "2026-01-08T19:00"),
        ("2026-01-09T16:00", False, "2026-01-12T08:30"),
        ("2025-12-31T16:00", False, "2026-01-02T08:30"),
        ("2026-03-27T16:00", False, "2026-03-30T08:30"),
        ("2026-10-23T16:00", False, "2026-10-26T08:30"),
    ],
)
def test_open_now_and_the_next_change(moment: str, is_open: bool, change: str) -> None:
    assert hours(CENTRE).is_open(at(moment)) is is_open
    found = hours(CENTRE).next_change(at(moment))
    assert found is not None
    assert found.isoformat() == at(change).isoformat()


def test_other_zones_are_converted() -> None:
    moment = datetime(2026, 7, 6, 6, 30, tzinfo=UTC)
    assert hours(CENTRE).is_open(moment)
    assert not hours(CENTRE, time_zone=ZoneInfo("Europe/London"), country="GB").is_open(moment)


def test_a_change_far_away_is_still_found_and_beyond_400_days_it_is_none() -> None:
    assert hours("2026 Dec 01 09:00-12:00").next_change(at("2026-01-01T00:00")) == at("2026-12-01T09:00")
    assert hours("2027 Dec 01 09:00-12:00").next_change(at("2026-01-01T00:00")) is None
    assert hours("24/7", country="").next_change(at("2026-01-01T00:00")) is None
    assert hours("off").next_change(at("2026-01-01T00:00")) is None


def test_nights_in_which_the_clock_is_changed() -> None:
    opening_hours = hours("Mo-Su 01:00-02:30,04:00-05:00")
    spring, autumn = opening_hours.day(date(2026, 3, 29)), opening_hours.day(date(2026, 10, 25))
    assert spring[0].end.isoformat() == "2026-03-29T03:00:00+02:00"
    assert autumn[0].end.isoformat() == "2026-10-25T02:30:00+02:00"
    assert opening_hours.is_open(at("2026-10-25T02:15"))
    assert not opening_hours.is_open(at("2026-10-25T02:15", fold=1))
    assert clocks(hours("Mo-Su 02:15-02:45"), "2026-03-29") == []


def test_an_evening_is_what_is_open_after_six_on_a_weekday() -> None:
    opening_hours = hours("Mo-Fr 08:30-16:00; Th 08:30-19:00; Tu 12:00-18:00; We 18:30-23:00; Sa 09:00-20:00")
    evenings = {
        interval.start.weekday(): interval.evening
        for interval in opening_hours.intervals(date(2026, 1, 5), date(2026, 1, 11))
        if interval.evening
    }
    assert evenings == {2: timedelta(hours=4.5), 3: timedelta(hours=1)}
    assert hours(CENTRE).has_evening(date(2026, 1, 5))
    assert hours("Mo-Fr 08:30-18:01").has_evening(date(2026, 1, 5))
    assert not hours("Mo-Fr 08:30-18:00; Sa 09:00-20:00").has_evening(date(2026, 1, 5))


def test_one_day_off_does_not_hide_the_evening_or_the_saturday() -> None:
    ascension, assumption = date(2026, 5, 14), date(2026, 8, 15)
    assert hours(CENTRE).has_evening(ascension)
    assert hours("Sa 09:00-12:00").has_saturday(assumption)
    assert not hours(CENTRE).has_saturday(assumption)


def test_wrong_moments_are_refused() -> None:
    with pytest.raises(NaiveMoment):
        hours(CENTRE).is_open(datetime(2026, 1, 5, 12))  # noqa: DTZ001
    for year in (1, 9999):
        with pytest.raises(OutsideYears):
            hours(CENTRE).week(date(year, 1, 1) if year == 1 else date(year, 12, 31))
        with pytest.raises(OutsideYears):
            hours(CENTRE).next_change(
                datetime(year, 1, 1, tzinfo=BRUSSELS) if year == 1 else datetime.max.replace(tzinfo=UTC)
            )
