"""What somebody is planned for: the modules above know it, and say it before a colleague is let go."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Duties:
    """How many shifts somebody still has, and how many appointments are in them."""

    shifts: int = 0
    appointments: int = 0


_count: list[Callable[[int, datetime], Duties]] = []


def register_duties(count: Callable[[int, datetime], Duties]) -> None:
    """Let a module count what a member of staff, by their number, still has to do after a moment. The last counts."""
    _count[:] = [count]


def duties_of(member: int, *, now: datetime) -> Duties:
    """What somebody still has to do."""
    return _count[0](member, now) if _count else Duties()
