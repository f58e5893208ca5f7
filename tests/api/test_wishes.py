"""Wishes for an earlier time in the API, from the first call to the last."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from tests.api.asking import ask
from tests.api.test_appointments import call, code_in
from zenne.core.outbox.public import Message
from zenne.counters.appointments.tests.builders import assert_no_seat_is_lost_or_given_twice

SOON, LATE = 3, 6


def wish_call(method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
    """Status and JSON of an answer."""
    headers = {"accept-language": "en", **({"wish-token": token} if token else {})}
    answer = Client().generic(method, f"/api/v1/{path}", json.dumps(body or {}), "application/json", headers=headers)
    return answer.status_code, answer.json()


def booked(contact: str, *, days: int) -> Any:
    """An appointment of somebody so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    slot = ask("slots", service="passport", first_day=str(day), limit=1)["items"][0]
    _, held = call("POST", "bookings", {"slot": slot["token"]})
    path = f"bookings/{held['id']}"
    call("POST", f"{path}/ask", {"contact": contact}, held["token"])
    code = code_in(Message.objects.filter(receiver=contact).latest("pk"))
    status, booking = call("POST", f"{path}/confirm", {"code": code})
    assert status == 200, booking
    return booking


def test_a_seat_that_somebody_cancels_is_offered_to_whoever_wished_for_it_and_taken() -> None:
    other, own = booked("bob@example.org", days=SOON), booked("ann@example.org", days=LATE)
    status, wish = call("POST", f"bookings/{own['id']}/wish", {"branches": ["laeken"]}, own["token"])
    assert (status, wish["state"], wish["offer"]) == (201, "open", None)
    assert call("POST", f"bookings/{own['id']}/wish", {}, own["token"])[1]["code"] == "one-open-wish"
    call("DELETE", f"bookings/{other['id']}", token=other["token"])

    path = f"wishes/{wish['id']}"
    _, wish = wish_call("GET", path, token=wish["token"])
    assert wish["offer"]["start"] == other["start"]
    status, taken = wish_call("POST", f"{path}/take", {"offer": wish["offer"]["token"]}, wish["token"])

    assert (status, taken["id"], taken["start"], taken["state"]) == (200, own["id"], other["start"], "booked")
    again = wish_call("POST", f"{path}/take", {"offer": wish["offer"]["token"]}, wish["token"])
    assert (again[0], again[1]["code"]) == (409, "offer-taken")
    assert wish_call("GET", path, token=wish["token"])[1]["state"] == "fulfilled"
    assert_no_seat_is_lost_or_given_twice()


def test_an_offer_that_is_left_goes_on_and_the_wish_stays_until_it_is_withdrawn() -> None:
    other, own = booked("bob@example.org", days=SOON), booked("ann@example.org", days=LATE)
    _, wish = call("POST", f"bookings/{own['id']}/wish", {}, own["token"])
    call("DELETE", f"bookings/{other['id']}", token=other["token"])
    path = f"wishes/{wish['id']}"
    offer = wish_call("GET", path, token=wish["token"])[1]["offer"]

    status, left = wish_call("POST", f"{path}/leave", {"offer": offer["token"]}, wish["token"])
    assert (status, left["state"], left["offer"]) == (200, "open", None)
    status, ended = wish_call("DELETE", path, token=wish["token"])
    assert (status, ended["state"]) == (200, "withdrawn")
    status, problem = wish_call("DELETE", path, token=wish["token"])
    assert (status, problem["code"]) == (410, "wish-over")


def test_a_wish_without_an_appointment_counts_once_its_message_is_answered() -> None:
    body = {"service": "passport", "contact": "ann@example.org", "after": "09:00:00", "before": "16:00:00"}
    status, wish = wish_call("POST", "wishes", body)
    assert (status, wish["state"]) == (201, "asked")
    letter = Message.objects.get()
    code = letter.text.split("/wish/")[1].split("/")[0]
    assert wish["token"] not in letter.text

    status, confirmed = wish_call("POST", f"wishes/{wish['id']}/confirm", {"code": code})
    assert (status, confirmed["state"]) == (200, "open")
    assert "ann@example.org" not in json.dumps(confirmed)


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({"service": "nothing"}, 404, "unknown-service"),
        ({"branches": ["nowhere"]}, 422, "unknown-branch"),
        ({"branches": ["\x00"]}, 422, "unknown-branch"),
        ({"contact": "ann"}, 422, "wrong-contact"),
        ({"last_day": "2020-01-01"}, 422, "no-day-left"),
        ({"after": "16:00", "before": "09:00"}, 422, "no-day-left"),
        ({"people": 12}, 422, "too-many-people"),
        ({"people": 13}, 422, None),
        ({"branches": ["laeken"] * 51}, 422, None),
        ({"spoken": "x" * 40}, 422, None),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused(body: dict[str, Any], status: int, code: str | None) -> None:
    found, problem = wish_call("POST", "wishes", {"service": "passport", "contact": "ann@example.org"} | body)

    assert found == status
    assert code is None or problem["code"] == code
    assert not Message.objects.exists()


def test_nobody_reads_or_ends_the_wish_of_another() -> None:
    _, wish = wish_call("POST", "wishes", {"service": "passport", "contact": "ann@example.org"})
    path = f"wishes/{wish['id']}"
    _, other = wish_call("POST", "wishes", {"service": "passport", "contact": "bob@example.org"})

    for token in (other["token"], "x", wish["id"], "x" * 200):
        for method, way in (("GET", ""), ("DELETE", ""), ("POST", "/take"), ("POST", "/leave")):
            assert wish_call(method, path + way, {"offer": token}, token)[0] == 404
    assert wish_call("GET", path)[0] == 422
    assert wish_call("POST", f"{path}/confirm", {"code": other["token"]})[0] == 404
    assert wish_call("POST", f"{path}/take", {"offer": "x"}, wish["token"])[0] == 404
