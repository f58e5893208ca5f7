from datetime import datetime

import pytest

from tests.api.asking import ask, refuse


def test_a_branch_has_an_address_a_place_and_its_services() -> None:
    branch = ask("branches/centre", lang="fr")
    assert branch["kind"] == "administrative_centre"
    assert branch["address"]["postcode"] == "1000"
    assert branch["location"] == {"latitude": 50.8494, "longitude": 4.3506}
    marriage = next(offer for offer in branch["services"] if offer["service"] == "marriage")
    assert marriage == {"service": "marriage", "hours": "Tu-Sa 09:00-12:00; PH off", "languages": ["nl", "fr"]}


def test_administrative_centres_come_first() -> None:
    kinds = [branch["kind"] for branch in ask("branches")["items"]]
    assert kinds == sorted(kinds)
    assert kinds.count("administrative_centre") == 2


@pytest.mark.parametrize(
    ("at", "is_open", "next_change"),
    [
        ("2026-12-22T14:30:00+01:00", True, "2026-12-22T16:00:00+01:00"),
        ("2026-12-22T13:30:00Z", True, "2026-12-22T16:00:00+01:00"),
        ("2026-12-22T14:30", True, "2026-12-22T16:00:00+01:00"),
        ("2026-12-22T16:00:00+01:00", False, "2026-12-23T08:30:00+01:00"),
        ("2026-12-24T10:00:00+01:00", False, "2026-12-28T08:30:00+01:00"),
        ("2026-07-02T18:59:00 02:00", True, "2026-07-02T19:00:00+02:00"),
        ("2026-10-23T20:00:00+02:00", False, "2026-10-26T08:30:00+01:00"),
    ],
)
def test_a_branch_knows_when_it_is_open(at: str, is_open: bool, next_change: str) -> None:
    assert ask("branches/centre/open", at=at) == {"open": is_open, "next_change": next_change}


def test_without_a_time_it_is_now() -> None:
    answer = ask("branches/centre/open")
    assert datetime.fromisoformat(answer["next_change"]).utcoffset() is not None


@pytest.mark.parametrize("at", ["now", "2026-13-01T10:00", "2026-12-24", "", "\0", "x" * 10_000])
def test_a_bad_time_gets_a_clear_message(at: str) -> None:
    status, problem = refuse("branches/centre/open", at=at)
    assert (status, problem["code"], problem["field"]) == (422, "moment", "at")


@pytest.mark.parametrize("at", ["0001-01-01T00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_ends_of_the_calendar_are_refused(at: str) -> None:
    status, problem = refuse("branches/centre/open", at=at)
    assert (status, problem["code"], problem["field"]) == (422, "outside-years", "at")


def test_an_unknown_branch_gets_suggestions() -> None:
    status, problem = refuse("branches/marrolles")
    assert (status, problem["code"]) == (404, "unknown-branch")
    assert "marolles" in [suggestion["key"] for suggestion in problem["suggestions"]]
    assert refuse("branches/marrolles/open") == (status, problem)


@pytest.mark.parametrize(("path", "least"), [("life-events", 8), ("topics", 10), ("departments", 11)])
def test_the_city_lists_its_words(path: str, least: int) -> None:
    answer = ask(path, lang="nl", limit=100)
    assert len(answer["items"]) >= least
    assert all(list(item["name"]) == ["nl"] for item in answer["items"])
    assert answer["next"] is None
