"""Which classes can be facts."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

import pytest

from zenne.core.events.public import UndeclaredFact, WrongFact, as_json, fact, subscribe
from zenne.core.events.registry import INSIDE, declared_facts


class Colour(StrEnum):
    RED = "red"


@dataclass(frozen=True)
class Painted:
    """A wall was painted."""

    at: datetime
    day: date
    colour: Colour
    litres: Decimal
    lasted: timedelta
    wall: UUID
    layers: tuple[int, ...]
    note: str | None = None


def test_a_fact_is_written_as_json() -> None:
    assert fact(Painted) is Painted
    assert not [declared for declared in declared_facts() if not declared.__module__.endswith(".facts")]
    moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    painted = Painted(moment, moment.date(), Colour.RED, Decimal("1.50"), timedelta(hours=1), UUID(int=7), (1, 2))
    assert as_json(painted) == {
        "at": "2026-11-24T09:00:00+00:00",
        "day": "2026-11-24",
        "colour": "red",
        "litres": "1.50",
        "lasted": 3600.0,
        "wall": "00000000-0000-0000-0000-000000000007",
        "layers": [1, 2],
        "note": None,
    }


def test_a_fact_is_frozen_explained_and_plain() -> None:
    @dataclass
    class Loose:
        """It may change."""

    @dataclass(frozen=True)
    class Unexplained:
        number: int

    @dataclass(frozen=True)
    class Heavy:
        """It carries what JSON cannot."""

        things: tuple[object, ...]

    for wrong in (Loose, Unexplained, Heavy, int):
        with pytest.raises(WrongFact):
            fact(wrong)


def test_nobody_can_subscribe_to_what_is_no_fact() -> None:
    with pytest.raises(UndeclaredFact, match="int is no fact"):
        subscribe(int, print, when=INSIDE)
