"""For which reasons a test may be left out where everything is checked."""

from collections import Counter
from collections.abc import Iterable

import pytest

NAMED_REASONS = (
    "SQLite has one writer at a time",
    "needs PostgreSQL",
    "needs SQLite",
    "runs on PostgreSQL",
    "the shared data is not on this machine",
    "of the shared data, which",
    "are not beside the project",
    "shapes are not at",
)
"""Those of one of the two databases alone, and those with data that lies beside the project and not in it."""


def is_named(reason: str) -> bool:
    return any(named in reason for named in NAMED_REASONS)


def left_out(reports: Iterable[pytest.TestReport]) -> list[str]:
    """The tests that were left out for another reason, each with that reason."""
    skipped = [report for report in reports if report.skipped and not hasattr(report, "wasxfail")]
    reasons = {report.nodeid: reason_of(report) for report in skipped}
    return [f"{test}: {reason}" for test, reason in reasons.items() if not is_named(reason)]


def counted(reports: Iterable[pytest.TestReport]) -> str:
    """How many tests were left out for each named reason, in one sentence; empty when none was."""
    skipped = [report for report in reports if report.skipped and not hasattr(report, "wasxfail")]
    reasons = {report.nodeid: reason_of(report) for report in skipped}
    counts = Counter(name for reason in reasons.values() for name in NAMED_REASONS if name in reason)
    told = ", ".join(f"{number} ({name})" for name, number in counts.most_common())
    return f"Left out for a named reason: {told}." if told else ""


def reason_of(report: pytest.TestReport) -> str:
    told = report.longrepr
    return str(told[2]) if isinstance(told, tuple) else str(told)
