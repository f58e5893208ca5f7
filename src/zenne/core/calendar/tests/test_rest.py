from datetime import date
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from zenne.core.calendar.public import set_calendar
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated

pytestmark = [pytest.mark.django_db, pytest.mark.urls("zenne.core.calendar.tests.urls")]
MIDDLEWARE = [
    "django.middleware.locale.LocaleMiddleware",
    "zenne.core.content.middleware.ContentVersionMiddleware",
]
WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-17:00")


@pytest.fixture(autouse=True)
def _brussels(db: None, settings: Settings) -> None:
    settings.MIDDLEWARE = MIDDLEWARE
    settings.LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English")]
    set_calendar(
        country="BE",
        time_zone="Europe/Brussels",
        office_hours=WEEK,
        closing_days={date(2026, 12, 24): Translated({"nl": "Kerstavond", "fr": "Réveillon"})},
        replacement_days={date(2026, 11, 1): date(2026, 11, 2)},
    )
    announce_change()


def ask(client: Client, path: str, language: str = "nl", **query: Any) -> tuple[int, Any]:
    answer = client.get(f"/api/{path}", query, headers={"accept-language": language})
    return answer.status_code, answer.json()


@pytest.mark.parametrize(
    ("start", "days", "deadline"),
    [
        ("2026-12-23T16:00:00+01:00", 2, "2026-12-29T16:00:00+01:00"),
        ("2026-12-23T15:00:00Z", 0, "2026-12-23T16:00:00+01:00"),
        ("2026-12-23T16:00", 1, "2026-12-28T16:00:00+01:00"),
        ("2026-07-03T16:00:00 02:00", 1, "2026-07-06T16:00:00+02:00"),
        ("2026-10-23T20:00:00+02:00", 1, "2026-10-27T09:00:00+01:00"),
        ("2026-01-05T10:00", 366, "2027-06-18T10:00:00+02:00"),
    ],
)
def test_a_deadline_has_the_offset_of_its_day(client: Client, start: str, days: int, deadline: str) -> None:
    assert ask(client, "working-days/deadline", **{"from": start}, days=days) == (200, {"deadline": deadline})


@pytest.mark.parametrize(
    "start", ["", "soon", "2026-12-24", "2026-13-01T10:00", "1750000000", "2026-02-29T10:00", "\0T"]
)
def test_a_bad_time_gets_a_clear_message(client: Client, start: str) -> None:
    status, answer = ask(client, "working-days/deadline", language="en", **{"from": start}, days=2)
    assert status == 422
    assert (answer["code"], answer["field"]) == ("moment", "from")
    assert answer["message"].startswith("This is not a date and time. Write it like")


@pytest.mark.parametrize(
    ("days", "message"),
    [(-1, "This must be 0 or more."), (367, "This must be 366 or less."), ("two", "This must be a whole number.")],
)
def test_days_have_a_limit(client: Client, days: Any, message: str) -> None:
    status, answer = ask(client, "working-days/deadline", language="en", **{"from": "2026-12-24T10:00"}, days=days)
    assert (status, answer["field"], answer["message"]) == (422, "days", message)


@pytest.mark.parametrize("start", ["9999-12-31T10:00", "0001-01-01T00:00:00+14:00"])
def test_the_ends_of_the_calendar_are_refused(client: Client, start: str) -> None:
    status, answer = ask(client, "working-days/deadline", language="en", **{"from": start}, days=5)
    assert (status, answer["code"]) == (422, "outside-years")
    assert answer["message"] == "No deadline can be given for this time."


@pytest.mark.parametrize(
    ("day", "language", "working", "name"),
    [
        ("2026-07-20", "nl", True, None),
        ("2026-07-21", "nl", False, "Nationale feestdag"),
        ("2026-07-21", "fr", False, "Fête nationale"),
        ("2026-07-21", "en", False, "National Day"),
        ("2026-07-25", "nl", False, None),
        ("2026-11-02", "nl", False, "Allerheiligen"),
        ("2026-12-24", "fr", False, "Réveillon"),
        ("2026-12-24", "en", False, "Kerstavond"),
    ],
)
def test_a_day_says_whether_it_is_worked_and_why_not(
    client: Client, day: str, language: str, working: bool, name: str | None
) -> None:
    assert ask(client, f"working-days/{day}", language) == (200, {"date": day, "working": working, "name": name})


@pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "1750000000", "2026-07-21T10:00"])
def test_a_bad_date_gets_a_clear_message(client: Client, day: str) -> None:
    status, answer = ask(client, f"working-days/{day}", language="en")
    assert status == 422
    assert answer["message"] == "This is not a date. Write it like 2026-12-24."


def test_the_document_describes_times_and_limits(client: Client) -> None:
    document = client.get("/api/openapi.json").json()
    start, days = document["paths"]["/api/working-days/deadline"]["get"]["parameters"]
    assert start["name"] == "from"
    assert start["schema"]["format"] == "date-time"
    assert (days["schema"]["minimum"], days["schema"]["maximum"]) == (0, 366)
