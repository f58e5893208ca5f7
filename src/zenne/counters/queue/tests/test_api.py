"""The queue in the API."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from zenne.counters.queue.models import Ticket
from zenne.counters.queue.tests.builders import Hall, open_all_day

pytestmark = pytest.mark.django_db
BRANCH = "/api/v1/branches/centre"


@pytest.fixture
def hall() -> Hall:
    return open_all_day()


def post(path: str, **wish: Any) -> tuple[int, Any]:
    answer = Client().post(f"{BRANCH}{path}", wish, content_type="application/json", headers={"accept-language": "en"})
    return answer.status_code, answer.json()


def get(path: str) -> tuple[int, Any]:
    answer = Client().get(f"{BRANCH}{path}", headers={"accept-language": "en"})
    return answer.status_code, answer.json()


def test_a_ticket_is_taken_without_saying_who_one_is_and_shows_its_place(hall: Hall) -> None:
    hall.open(hall.ada)
    hall.take()
    status, ticket = post("/tickets", service="passport", language="fr")

    assert (status, ticket["number"], ticket["state"]) == (201, "A2", "waiting")
    assert get(f"/tickets/{ticket['id']}") == (200, ticket)
    assert ticket["ahead"] == 1
    assert 0 <= ticket["p50"] <= ticket["p90"]
    assert Ticket.objects.get(uuid=ticket["id"]).source == "phone"


def test_from_home_one_comes_when_it_is_time(hall: Hall) -> None:
    _, ticket = post("/tickets", service="passport", source="home")
    assert ticket["state"] == "coming"

    assert post(f"/tickets/{ticket['id']}/come")[1]["state"] == "waiting"
    assert post(f"/tickets/{ticket['id']}/leave")[1]["is_over"]
    status, refusal = post(f"/tickets/{ticket['id']}/leave")
    assert (status, refusal["code"]) == (409, "meanwhile")


def test_the_screen_shows_who_is_called_to_which_desk_and_nothing_of_who(hall: Hall) -> None:
    hall.take(need="disability", language="fr")
    hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada)

    status, room = get("/queue")

    assert status == 200
    assert room == {
        "branch": "centre",
        "number": room["number"],
        "called": [{"number": "A1", "desk": 1, "is_new": True, "calls": 1}],
        "waiting": 1,
        "desks_open": 1,
    }


@pytest.mark.parametrize(
    ("wish", "status", "code"),
    [
        ({"service": "nothing"}, 404, "unknown-service"),
        ({"service": "passport", "people": 9}, 409, "too-many-people"),
        ({"service": "passport", "people": -1}, 422, None),
        ({"service": "passport", "need": "because"}, 422, None),
        ({"service": "passport", "source": "desk"}, 422, None),
        ({"service": "passport", "language": "tlh"}, 409, "unknown-language"),
        ({"service": "passport", "language": "'; drop"}, 409, "unknown-language"),
        ({"service": "passport", "booking": str(uuid4())}, 404, "unknown-booking"),
        ({"service": "passport\x00"}, 422, None),
        ({}, 422, None),
    ],
)
def test_a_wish_that_cannot_be_is_refused_in_words(hall: Hall, wish: dict[str, Any], status: int, code: str) -> None:
    answered, refusal = post("/tickets", **wish)
    assert answered == status
    assert refusal["message"]
    assert code in {None, refusal["code"]}
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("path", ["/tickets/00000000-0000-0000-0000-000000000000", "/tickets/nonsense"])
def test_a_ticket_that_does_not_exist_is_not_found(hall: Hall, path: str) -> None:
    assert get(path)[0] in {404, 422}


def test_nobody_takes_tickets_without_end(hall: Hall) -> None:
    statuses = [post("/tickets", service="passport")[0] for _ in range(61)]
    assert statuses == [201] * 60 + [429]


def test_the_stream_leads_to_the_live_server_or_says_that_there_is_none(hall: Hall, settings: Settings) -> None:
    settings.LIVE_URL = ""
    assert get("/queue/stream")[0] == 503
    settings.LIVE_URL = "http://127.0.0.1:8001"
    answer = Client().get(f"{BRANCH}/queue/stream")
    assert (answer.status_code, answer["Location"]) == (307, f"http://127.0.0.1:8001{BRANCH}/queue/stream")
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_branch_that_does_not_exist_has_no_queue(hall: Hall) -> None:
    for name in ("atlantis", "%00", "a" * 300):
        answer = Client().get(f"/api/v1/branches/{name}/queue", headers={"accept-language": "en"})
        assert (answer.status_code, answer.json()["code"]) == (404, "unknown-branch")
