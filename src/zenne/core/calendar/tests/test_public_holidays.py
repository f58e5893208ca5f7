import json
from datetime import date
from pathlib import Path

import pytest

from zenne.core.calendar.public import DayOff, DayOffKind, DaysOff, UnknownCountry, check_country, public_holidays
from zenne.core.calendar.tests.builders import days_off
from zenne.core.languages.public import Translated

TABLES = Path(__file__).parents[6] / "shared" / "data" / "belgium"
ALL_SAINTS, OBSERVED = date(2026, 11, 1), date(2026, 11, 2)
SUNDAY_FEASTS = {"Pasen", "Pinksteren"}
"""The package lists Easter Sunday and Whit Sunday; the table calls them observances, as the Belgian law of 4 January
1974 and the decree of 18 April 1974 do not name them. They are Sundays always, so no working day differs."""


@pytest.mark.parametrize("year", [2025, 2026, 2027])
@pytest.mark.parametrize("region", ["BE", "BE-BRU"])
def test_belgian_holidays_are_those_of_the_independent_table(region: str, year: int) -> None:
    table = TABLES / f"holidays_{region}-{year}.json"
    if not table.is_file():
        pytest.skip(f"needs the table {table.name} of the shared data, which is not on this machine")
    listed = {date.fromisoformat(day["date"][:10]) for day in json.loads(table.read_text()) if day["type"] == "public"}
    ours = public_holidays("BE", year)
    more = {day for day, name in ours.items() if name["nl"] in SUNDAY_FEASTS}
    assert ours.keys() - more == listed
    assert len(listed) == 10
    assert len(more) == 2
    assert {day.weekday() for day in more} == {6}


def test_a_holiday_has_its_name_in_the_languages_that_are_known() -> None:
    name = public_holidays("BE", 2026)[date(2026, 7, 21)]
    assert (name["nl"], name["fr"], name["de"], name["en"]) == (
        "Nationale feestdag",
        "Fête nationale",
        "Nationalfeiertag",
        "National Day",
    )
    assert next(iter(name)) == "nl"


def test_a_replaced_holiday_and_the_day_in_its_place_are_off() -> None:
    days = days_off(replacement_days={ALL_SAINTS: OBSERVED})
    holiday, observed = days.on(ALL_SAINTS), days.on(OBSERVED)
    assert holiday is not None
    assert observed == DayOff(OBSERVED, holiday.name, DayOffKind.REPLACEMENT_DAY)
    assert holiday.kind is DayOffKind.PUBLIC_HOLIDAY
    assert date(2027, 11, 2) not in days


def test_own_closing_days_carry_their_own_name() -> None:
    days = days_off("2026-12-24", nl="Kerstavond", fr="Réveillon")
    assert days.on(date(2026, 12, 24)) == DayOff(
        date(2026, 12, 24), Translated({"nl": "Kerstavond", "fr": "Réveillon"}), DayOffKind.CLOSING_DAY
    )
    assert days.on(date(2026, 12, 23)) is None


def test_a_year_lists_its_days_in_order() -> None:
    days = days_off("2026-12-24", "2027-12-24", replacement_days={ALL_SAINTS: OBSERVED}).in_year(2026)
    dates = [day.date for day in days]
    assert dates == sorted(dates)
    assert len(dates) == 12 + 1 + 1
    assert {ALL_SAINTS, OBSERVED, date(2026, 12, 24)} < set(dates)


def test_every_year_is_covered() -> None:
    days = DaysOff(country="BE")
    assert all(date(year, 12, 25) in days for year in range(1901, 2101))
    assert date(9999, 12, 25) not in days


def test_a_subdivision_has_its_own_holidays() -> None:
    epiphany = date(2026, 1, 6)
    assert epiphany in DaysOff(country="DE-BY")
    assert epiphany not in DaysOff(country="DE")


def test_no_country_means_no_holidays() -> None:
    assert DaysOff().in_year(2026) == []


@pytest.mark.parametrize("country", ["XX", "be", "BE-", "BE-XYZ", "Belgium", " BE", "UK-"])
def test_an_unknown_country_is_refused(country: str) -> None:
    with pytest.raises(UnknownCountry, match="are not known"):
        check_country(country)
    with pytest.raises(UnknownCountry):
        DaysOff(country=country)
