from datetime import time

import pytest

from zenne.core.calendar.public import (
    UnknownTimeZone,
    WrongOfficeHours,
    parse_office_hours,
    parse_time_zone,
)


def test_office_hours_are_read_per_weekday() -> None:
    assert parse_office_hours({"friday": "09:00-12:30", "monday": "08:30-17:00"}) == {
        0: (time(8, 30), time(17)),
        4: (time(9), time(12, 30)),
    }


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ({"maandag": "09:00-17:00"}, "“maandag” is not a weekday"),
        ({"monday": "9-17"}, "office hours of monday are “9-17”"),
        ({"monday": "09:00-17:00 "}, "write them like “09:00-17:00”"),
        ({"monday": "٠٩:٠٠-17:00"}, "write them like"),
        ({"monday": "09:00-25:00"}, "are not times of a day"),
        ({"monday": "17:00-09:00"}, "end before they begin"),
        ({"monday": "09:00-09:00"}, "end before they begin"),
    ],
)
def test_wrong_office_hours_get_a_sentence(written: dict[str, str], sentence: str) -> None:
    with pytest.raises(WrongOfficeHours, match=sentence):
        parse_office_hours(written)


def test_time_zones_are_names_of_the_database() -> None:
    assert parse_time_zone("Europe/Brussels").key == "Europe/Brussels"


@pytest.mark.parametrize("name", ["", "Europe/Bruxelles", "Europe", "../etc/passwd", "/etc", "CE\0T", "e" * 5000])
def test_an_unknown_time_zone_gets_a_sentence(name: str) -> None:
    with pytest.raises(UnknownTimeZone, match="is not a time zone"):
        parse_time_zone(name)
