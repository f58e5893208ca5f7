"""A purpose is said once for a piece of work, and is over after an hour."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from zenne.core.audit.public import (
    UnknownPurpose,
    begin_purpose,
    current_purpose,
    declared_purposes,
    end_purpose,
    purpose_name,
)

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def test_a_purpose_holds_for_one_piece_of_work_and_at_most_an_hour() -> None:
    session: dict[str, Any] = {}
    begin_purpose(session, code="answer", task="  M-12  moving ", now=NOW)
    current = current_purpose(session, now=NOW + timedelta(minutes=59))
    assert current is not None
    assert (current.purpose.code, current.task) == ("answer", "M-12 moving")
    assert current_purpose(session, now=NOW + timedelta(minutes=60)) is None
    begin_purpose(session, code="request", task="M-13", now=NOW)
    current = current_purpose(session, now=NOW)
    assert current is not None
    assert current.task == "M-13"
    end_purpose(session)
    end_purpose(session)
    assert session == {}


@pytest.mark.parametrize(("code", "task"), [("curiosity", "M-12"), ("answer", " "), ("", "M-12")])
def test_an_unknown_purpose_or_an_empty_task_begins_nothing(code: str, task: str) -> None:
    session: dict[str, Any] = {}
    with pytest.raises(UnknownPurpose):
        begin_purpose(session, code=code, task=task, now=NOW)
    assert session == {}


@pytest.mark.parametrize(
    "stored",
    [
        "answer",
        {},
        {"code": "answer", "task": "x", "until": "soon"},
        {"code": "gone", "task": "x", "until": (NOW + timedelta(minutes=5)).isoformat()},
        {"code": ["answer"], "task": "x", "until": (NOW + timedelta(minutes=5)).isoformat()},
    ],
)
def test_what_a_session_says_in_another_form_is_no_purpose(stored: Any) -> None:
    assert current_purpose({"purpose": stored}, now=NOW) is None


def test_a_purpose_that_no_longer_exists_is_shown_by_its_code() -> None:
    assert purpose_name("gone") == "gone"
    assert {purpose_name(each.code) for each in declared_purposes()} >= {"Answer a question", "Correct data"}
