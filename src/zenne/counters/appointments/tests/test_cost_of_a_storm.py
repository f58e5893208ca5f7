"""What it costs the database when many people want the same time: whoever writes holds up everybody else."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zenne.counters.appointments.errors import SlotTaken
from zenne.counters.appointments.tests.builders import City

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("every_seat_is_accounted_for")]
WRITES = ("UPDATE", "INSERT", "DELETE")


@contextmanager
def statements() -> Iterator[list[str]]:
    """What the database was told meanwhile, by the first words."""
    said: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        yield said
    said += [query["sql"].split("times: ")[-1].split()[0] for query in captured if "SAVEPOINT" not in query["sql"]]


@pytest.fixture
def known(city: City) -> City:
    """A city in which somebody had an appointment before, so that what is kept of it is read."""
    city.shift(end="12:00")
    city.hold("11:00")
    return city


def test_a_time_is_taken_with_three_statements_that_write_and_nothing_is_looked_for_after_the_first(
    known: City,
) -> None:
    with statements() as said:
        known.hold("09:00")

    first = said.index("UPDATE")
    assert said[:first] == ["SELECT"] * 3, "the content version twice, and who is free"
    assert said[first:] == ["UPDATE", "INSERT", "INSERT"]


def test_whoever_comes_too_late_is_told_what_is_near_without_a_write_or_a_transaction(known: City) -> None:
    known.hold("09:00")

    with statements() as said, pytest.raises(SlotTaken) as refusal:
        known.hold("09:00")

    assert refusal.value.nearest
    assert not {"BEGIN", *WRITES} & set(said)
    assert len(said) <= 9
