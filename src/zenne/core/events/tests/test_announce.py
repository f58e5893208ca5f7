"""Who is told of a fact, when, and what their errors do."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

import pytest
from django.db import transaction
from structlog.testing import capture_logs

from zenne.core.content.public import announce_change, current_version
from zenne.core.events.public import (
    AFTER_COMMIT,
    INSIDE,
    OutsideTransaction,
    UndeclaredFact,
    When,
    announce,
    announce_each,
    fact,
)
from zenne.core.events.registry import _subscribers, subscribe, subscribe_together


@fact
@dataclass(frozen=True)
class BellRung:
    """The bell was rung."""

    times: int


@contextmanager
def told(*subscribers: tuple[Callable[[BellRung], object], When]) -> Iterator[None]:
    """Only these are told of the bell."""
    for handler, when in subscribers:
        subscribe(BellRung, handler, when=when)
    try:
        yield
    finally:
        _subscribers[BellRung].clear()


@transaction.atomic
def change_and_ring() -> None:
    announce_change()
    announce(BellRung(1))


def fail(happened: BellRung) -> None:
    raise ValueError("no")


@pytest.mark.django_db(transaction=True)
def test_those_inside_are_told_at_once_and_those_after_the_commit_then() -> None:
    heard: list[tuple[str, int]] = []
    inside, after = (lambda rung, when=when: heard.append((when, rung.times)) for when in ("inside", "after"))
    with told((after, AFTER_COMMIT), (inside, INSIDE), (inside, INSIDE)):
        with transaction.atomic():
            announce(BellRung(3))
            assert heard == [("inside", 3)]
        assert heard == [("inside", 3), ("after", 3)]


@pytest.mark.django_db(transaction=True)
def test_an_error_inside_undoes_the_fact() -> None:
    heard: list[BellRung] = []
    before = current_version()
    with told((heard.append, AFTER_COMMIT), (fail, INSIDE)), pytest.raises(ValueError, match="no"):
        change_and_ring()
    assert current_version() == before
    assert not heard


@pytest.mark.django_db(transaction=True)
def test_an_error_after_the_commit_is_logged_without_values_and_stops_nobody() -> None:
    heard: list[BellRung] = []
    with told((fail, AFTER_COMMIT), (heard.append, AFTER_COMMIT)), capture_logs() as logs, transaction.atomic():
        announce(BellRung(42))
    assert heard == [BellRung(42)]
    assert [(line["event"], line["fact"]) for line in logs] == [("a subscriber failed", "BellRung")]
    assert "42" not in str(logs)


@pytest.mark.django_db(transaction=True)
def test_a_fact_of_a_savepoint_that_is_rolled_back_is_not_told_after_the_commit() -> None:
    heard: list[BellRung] = []
    with told((heard.append, AFTER_COMMIT)), transaction.atomic():
        with suppress(ValueError), transaction.atomic():
            announce(BellRung(1))
            raise ValueError
        announce(BellRung(2))
    assert heard == [BellRung(2)]


@pytest.mark.django_db(transaction=True)
def test_a_fact_needs_a_transaction_and_a_declaration() -> None:
    with pytest.raises(OutsideTransaction):
        announce(BellRung(1))
    with pytest.raises(UndeclaredFact), transaction.atomic():
        announce("something")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("when", [INSIDE, AFTER_COMMIT])
def test_facts_of_one_moment_are_told_one_by_one_or_together_to_whoever_wants_so(when: When) -> None:
    each: list[BellRung] = []
    some: list[Sequence[BellRung]] = []
    with told((each.append, when)):
        subscribe_together(BellRung, some.append, when=when)
        with transaction.atomic():
            announce_each([BellRung(1), BellRung(2)])
            announce_each([])
            announce(BellRung(3))
    assert each == [BellRung(1), BellRung(2), BellRung(3)]
    assert [list(rung) for rung in some] == [[BellRung(1), BellRung(2)], [BellRung(3)]]


@pytest.mark.django_db(transaction=True)
def test_an_error_after_the_commit_stops_none_of_the_other_facts_of_that_moment() -> None:
    heard: list[int] = []
    with told((lambda rung: heard.append(1 // (rung.times - 1)), AFTER_COMMIT)), transaction.atomic():
        announce_each([BellRung(1), BellRung(2)])
    assert heard == [1]
