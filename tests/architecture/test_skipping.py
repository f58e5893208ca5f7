"""What may be left out where everything is checked."""

import pytest
from _pytest.reports import TestReport

from tests.skipping import counted, left_out


def skipped(reason: str) -> TestReport:
    return TestReport(
        "tests/test_x.py::test_x", ("x", 1, "x"), {}, "skipped", ("x.py", 1, f"Skipped: {reason}"), "call"
    )


@pytest.mark.parametrize(
    "reason", ["needs PostgreSQL", "the CPSV-AP shapes are not at /x", "SQLite has one writer at a time"]
)
def test_a_test_of_the_other_database_or_of_data_beside_the_project_may_be_left_out(reason: str) -> None:
    assert left_out([skipped(reason)]) == []


@pytest.mark.parametrize("reason", ["needs systemd-analyze", "This machine has no Chromium", "later", ""])
def test_nothing_else_may_be_left_out(reason: str) -> None:
    assert len(left_out([skipped(reason)])) == 1


def test_what_ran_is_not_left_out() -> None:
    assert left_out([TestReport("x", ("x", 1, "x"), {}, "passed", None, "call")]) == []


def test_what_is_left_out_for_a_named_reason_is_counted() -> None:
    needs = skipped("needs PostgreSQL")
    other = TestReport("other", ("x", 1, "x"), {}, "skipped", ("x.py", 1, "Skipped: needs PostgreSQL"), "call")
    assert counted([needs, other]) == "Left out for a named reason: 2 (needs PostgreSQL)."
    assert counted([]) == ""
