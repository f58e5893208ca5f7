"""The calendar file of an appointment, read by the rules of RFC 5545 and not by the library that wrote it."""

import re

import pytest
from django.test import Client

from zenne.core.languages.public import Translated
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import City
from zenne.counters.appointments.tokens import manage_token

pytestmark = pytest.mark.django_db
LINE = re.compile(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:.*")


def lines_of(content: bytes) -> list[str]:
    """Unfolded lines (RFC 5545, 3.1): at most 75 octets each before that, each ended by CR LF."""
    assert content.endswith(b"\r\n")
    folded = content.removesuffix(b"\r\n").split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line and b"\r" not in line for line in folded)
    return b"\r\n".join(folded).replace(b"\r\n ", b"").decode().split("\r\n")


def value_of(lines: list[str], name: str) -> str:
    """Of the one line with this name."""
    [line] = [line for line in lines if line.split(":")[0].split(";")[0] == name]
    return line.partition(":")[2]


def test_another_reader_finds_one_event_with_all_that_the_standard_asks_for(city: City) -> None:
    city.shift()
    city.branch.name = Translated({"en": "Centre; hall, 2 " + "é" * 60, "nl": "Hal", "fr": "Salle"})
    city.branch.save()
    booked = city.booked("09:00")

    answer = Client().get(f"/en/appointments/{manage_token(booked.uuid)}/calendar.ics")

    assert answer["Content-Type"].startswith("text/calendar")
    lines = lines_of(answer.content)
    assert all(LINE.fullmatch(line) for line in lines)
    assert (lines[0], lines[-1]) == ("BEGIN:VCALENDAR", "END:VCALENDAR")
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == 1
    assert (value_of(lines, "VERSION"), value_of(lines, "DTSTART")) == ("2.0", "20371207T080000Z")
    assert value_of(lines, "DTEND") == "20371207T081500Z"
    assert re.fullmatch(r"\d{8}T\d{6}Z", value_of(lines, "DTSTAMP"))
    assert value_of(lines, "UID").startswith(str(booked.uuid))
    assert r"Centre\; hall\, 2 é" in value_of(lines, "LOCATION")
    assert value_of(lines, "STATUS") == "CONFIRMED"


def test_a_move_and_a_cancellation_replace_what_a_calendar_has(city: City) -> None:
    city.shift()
    booked = city.booked("09:00")
    address = f"/en/appointments/{manage_token(booked.uuid)}/calendar.ics"
    before = lines_of(Client().get(address).content)
    Booking.objects.filter(pk=booked.pk).update(moves=1)
    after = lines_of(Client().get(address).content)

    assert value_of(before, "UID") == value_of(after, "UID")
    assert int(value_of(after, "SEQUENCE")) > int(value_of(before, "SEQUENCE"))
