"""Where people book a visit, write a letter, wait for their turn and see how the branches do: modules above say it.

The pages of the catalogue lead there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Address = Callable[[str, str], str]
"""The address of the page in the reader's language, for the slug of a service and of a branch; either may be empty."""
_addresses: Final[list[Address]] = []
_writing: Final[list[Callable[[str], str]]] = []


@dataclass(frozen=True, slots=True)
class WaitingRoom:
    """The pages of the waiting room of a branch: where a place in the queue is taken, and its screen."""

    place: str
    screen: str


@dataclass(frozen=True, slots=True)
class WayIn:
    """A way of coming to a branch, in words, and its hours: those of the place that are also in these."""

    title: "StrOrPromise"
    hours: str


Ways = Callable[[str, int, int | None], Sequence[WayIn]]
"""The ways with hours of their own, by version and the numbers of a branch and a service; None: of all services."""
_ways: Final[list[Ways]] = []


def register_ways_in(ways: Ways) -> None:
    """Say who can come when, where that is not all of the opening hours. Call it in ``AppConfig.ready()``."""
    _ways[:] = [ways]


def ways_in(version: str, branch: int, service: int | None = None) -> Sequence[WayIn]:
    """The ways with hours of their own; none where people come whenever it is open."""
    return _ways[0](version, branch, service) if _ways else ()


Room = Callable[[str], WaitingRoom]
"""The waiting room, in the reader's language, of the branch with this slug."""
_rooms: Final[list[Room]] = []


def register_booking(address: Address) -> None:
    """Say where visits are booked. Call it in ``AppConfig.ready()``."""
    _addresses[:] = [address]


def booking_address(service: str = "", branch: str = "") -> str:
    """Where somebody books a visit; empty where nothing can be booked."""
    return _addresses[0](service, branch) if _addresses else ""


def register_writing(address: Callable[[str], str]) -> None:
    """Say where people write a letter about a service, by its slug. Call it in ``AppConfig.ready()``."""
    _writing[:] = [address]


def writing_address(service: str) -> str:
    """Where somebody writes to the city about a service; empty where no letters are taken."""
    return _writing[0](service) if _writing else ""


def register_waiting_room(room: Room) -> None:
    """Say where people wait for their turn. Call it in ``AppConfig.ready()``."""
    _rooms[:] = [room]


def waiting_room(branch: str) -> WaitingRoom | None:
    """The waiting room of a branch; None where there is no queue."""
    return _rooms[0](branch) if _rooms else None


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """The addresses, in the reader's language, of figures that change by the minute: of all branches, and of one."""

    everywhere: Callable[[], str]
    at_branch: Callable[[str], str]


_figures: Final[list[LiveFigures]] = []


def register_live_figures(figures: LiveFigures) -> None:
    """Say where people see how the branches do now. Call it in ``AppConfig.ready()``."""
    _figures[:] = [figures]


def live_figures_address(branch: str = "") -> str:
    """Where that is for a branch, or for all; empty where nothing is measured."""
    if not _figures:
        return ""
    return _figures[0].at_branch(branch) if branch else _figures[0].everywhere()
