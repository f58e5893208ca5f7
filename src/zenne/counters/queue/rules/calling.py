"""Who a desk calls next."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody who waits.

    Attributes:
        key: number of the ticket.
        service: number of the service; ``equipment`` is what the desk must have for the visit.
        language: in which they would like to be helped; empty: any.
        turn, callable_from: see ``priority.py``.
        for_desk: the only desk that may call them; none: any.
    """

    key: int
    service: int
    turn: datetime
    callable_from: datetime
    language: str = ""
    equipment: frozenset[str] = frozenset()
    for_desk: int | None = None


@dataclass(frozen=True, slots=True)
class OpenDesk:
    """A desk with somebody at it: what they know, which languages they speak, what stands there."""

    key: int
    services: frozenset[int]
    languages: frozenset[str] = frozenset()
    equipment: frozenset[str] = frozenset()


def can_help(desk: OpenDesk, person: Waiting) -> bool:
    """Whether the visit is possible at a desk, in whatever language."""
    if person.for_desk is not None and person.for_desk != desk.key:
        return False
    return person.service in desk.services and person.equipment <= desk.equipment


def speaks(desk: OpenDesk, person: Waiting) -> bool:
    """Whether the language is one of those spoken at the desk."""
    return not person.language or person.language in desk.languages


def may_call(desk: OpenDesk, person: Waiting, desks: Iterable[OpenDesk]) -> bool:
    """Whether a desk may call somebody, given all open desks.

    Who asked for a language waits for a desk that speaks it, as long as there is one that can help them.
    """
    if not can_help(desk, person):
        return False
    return speaks(desk, person) or not any(can_help(each, person) and speaks(each, person) for each in desks)


def in_order(desk: OpenDesk, waiting: Iterable[Waiting], desks: Sequence[OpenDesk], *, now: datetime) -> list[Waiting]:
    """Those whom a desk may call, the first first. Who has an appointment later comes after those who wait already."""
    possible = [person for person in waiting if may_call(desk, person, desks)]
    return sorted(possible, key=lambda person: (person.callable_from > now, person.turn, person.key))
