"""Free times and appointments in the API."""

import json
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from tests.access.test_every_route import key_of
from tests.api.asking import ask, refuse
from zenne.core.audit.public import AuditRecord
from zenne.core.outbox.public import Message
from zenne.counters.appointments.tests.builders import assert_no_seat_is_lost_or_given_twice


def call(method: str, path: str, body: Any = None, token: str = "") -> tuple[int, Any]:
    """Status and JSON of an answer."""
    headers = {"accept-language": "en", **({"booking-token": token} if token else {})}
    answer = Client().generic(method, f"/api/v1/{path}", json.dumps(body or {}), "application/json", headers=headers)
    return answer.status_code, answer.json()


def hold(number: int = 0) -> Any:
    """A time that is held."""
    slot = ask("slots", service="passport")["items"][number]
    status, held = call("POST", "bookings", {"slot": slot["token"]})
    assert status == 201, held
    return held


def code_in(letter: Message) -> str:
    return letter.text.split("/confirm/")[1].split("/")[0]


def test_the_free_times_go_on_after_the_first_page() -> None:
    whole = ask("slots", service="passport", limit=7)["items"]
    first = ask("slots", service="passport", limit=4)

    second = ask(first["next"].partition("/api/v1/")[2])

    starts = [(each["branch"], each["start"]) for each in first["items"] + second["items"]]
    assert starts[:7] == [(each["branch"], each["start"]) for each in whole]
    assert second["branches"] == first["branches"]


def test_free_times_have_a_branch_a_beginning_a_length_and_a_token() -> None:
    found = ask("slots", service="passport", limit=2, near="50.85,4.35", sort="nearest")

    [first, second] = found["items"]
    assert (first["branch"], first["minutes"]) == ("laeken", 15)
    assert datetime.fromisoformat(first["start"]) < datetime.fromisoformat(second["start"])
    laeken = next(each for each in found["branches"] if each["branch"] == "laeken")
    assert laeken["start"] == first["start"]
    assert laeken["metres"] > 0
    assert next(each for each in found["branches"] if each["branch"] == "centre")["start"] is None


def test_conditions_hold_for_every_time() -> None:
    found = ask("slots?language=fr&service=passport&after=10:00&before=11:00&people=2&limit=5")

    assert {datetime.fromisoformat(each["start"]).hour for each in found["items"]} == {10}
    assert {each["minutes"] for each in found["items"]} == {25}
    assert not ask("slots?language=ar&service=passport")["items"]


@pytest.mark.parametrize(
    ("question", "status", "code", "field"),
    [
        ({"service": "pasport"}, 404, "unknown-service", "service"),
        ({"service": "parking-permit", "branch": "x"}, 404, None, None),
        ({"service": "passport", "branch": "x"}, 404, "unknown-branch", "branch"),
        ({"service": "passport", "people": "12"}, 422, "too-many-people", "people"),
        ({"service": "passport", "people": "0"}, 422, None, "people"),
        ({"service": "passport", "near": "here"}, 422, None, "near"),
        ({"service": "passport", "near": "91,4.35"}, 422, None, "near"),
        ({"service": "passport", "near": "50.85,181"}, 422, None, "near"),
        ({"service": "passport", "sort": "nearest"}, 422, "point-needed", "near"),
        ({"service": "passport", "within": "3000"}, 422, "point-needed", "near"),
        ({"service": "passport", "after": "25:00"}, 422, None, "after"),
        ({"service": "passport", "first_day": "tomorrow"}, 422, None, "first_day"),
        ({"service": "passport", "limit": "101"}, 422, None, "limit"),
        ({}, 422, None, "service"),
    ],
)
def test_a_question_that_makes_no_sense_is_refused(
    question: dict[str, str], status: int, code: str | None, field: str | None
) -> None:
    refused, problem = refuse("slots", **question)

    assert refused == status
    assert code is None or problem["code"] == code
    assert field is None or problem["field"] == field


def test_an_appointment_from_the_first_call_to_the_last() -> None:
    held = hold()
    path, token = f"bookings/{held['id']}", held["token"]
    assert (held["state"], held["branch"], bool(held["kept_until"])) == ("held", "laeken", True)

    status, asked = call("POST", f"{path}/ask", {"contact": "ann@example.org", "language": "fr"}, token)
    assert (status, asked["state"]) == (200, "asked")
    letter = Message.objects.get()
    assert (letter.receiver, letter.wanted_language) == ("ann@example.org", "fr")

    status, booked = call("POST", f"{path}/confirm", {"code": code_in(letter)})
    assert (status, booked["state"], booked["kept_until"]) == (200, "booked", None)
    other = hold(3)
    status, moved = call("POST", f"{path}/move", {"to": other["token"]}, token)
    assert (status, moved["id"], moved["start"]) == (200, held["id"], other["start"])
    assert call("GET", path, token=token) == (200, moved)

    status, cancelled = call("DELETE", path, token=token)
    assert (status, cancelled["state"]) == (200, "cancelled")
    status, problem = call("DELETE", path, token=token)
    assert (status, problem["code"]) == (410, "cancelled")
    assert_no_seat_is_lost_or_given_twice()


def test_a_time_that_somebody_has_is_refused_with_others_that_can_be_held() -> None:
    slot = ask("slots", service="passport")["items"][0]
    call("POST", "bookings", {"slot": slot["token"]})

    status, problem = call("POST", "bookings", {"slot": slot["token"]})

    assert (status, problem["code"]) == (409, "slot-taken")
    status, held = call("POST", "bookings", {"slot": problem["suggestions"][0]["key"]})
    assert (status, held["state"]) == (201, "held")


def test_whoever_has_no_token_learns_nothing_and_changes_nothing() -> None:
    held, other = hold(), hold(1)
    path = f"bookings/{held['id']}"

    for token in (other["token"], "x", held["id"]):
        for method, address, body in (
            ("GET", path, None),
            ("DELETE", path, None),
            ("POST", f"{path}/ask", {"contact": "ann@example.org"}),
            ("POST", f"{path}/confirm", {"code": held["token"]}),
            ("POST", f"{path}/move", {"to": other["token"]}),
        ):
            status, problem = call(method, address, body, token)
            assert (status, problem["code"]) == (404, "unknown-booking"), (method, address)
    assert call("GET", path, token=held["token"])[1] == held


def test_a_contact_that_cannot_be_reached_is_refused_at_its_field() -> None:
    held = hold()

    status, problem = call("POST", f"bookings/{held['id']}/ask", {"contact": "ann"}, held["token"])

    assert (status, problem["code"], problem["field"]) == (422, "wrong-contact", "contact")


def test_who_holds_too_often_is_told_to_wait() -> None:
    slot = ask("slots", service="passport")["items"][0]
    for _ in range(30):
        call("POST", "bookings", {"slot": slot["token"]})

    answer = Client().post("/api/v1/bookings", {"slot": slot["token"]}, content_type="application/json")

    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0


def test_nobody_books_on_behalf_of_others_without_a_key_for_that() -> None:
    held = hold()

    status, problem = call("POST", f"bookings/{held['id']}/ask", {"on_behalf": True}, held["token"])

    assert status in {401, 403}, problem


def test_a_desk_worker_s_key_cancels_appointments_of_others_but_learns_neither_how_they_stand_nor_their_token() -> None:
    held, bearer = hold(), {"authorization": f"Bearer {key_of('desk-worker')}"}
    path = f"/api/v1/bookings/{held['id']}"

    assert Client().get(path, headers={**bearer, "booking-token": "x"}).status_code == 404
    assert Client().get(path, headers={**bearer, "booking-token": held["token"]}).json()["token"] == held["token"]
    cancelled = Client().delete(path, headers={**bearer, "booking-token": "x"}).json()
    assert (cancelled["state"], cancelled["token"]) == ("lapsed", None)
    assert AuditRecord.objects.filter(action="counters.cancel-booking", thing=f"booking:{held['id']}").count() == 1
