"""Where somebody says that they are there for their appointment: the queue, which stands above, tells it."""

from collections.abc import Callable
from datetime import datetime
from typing import Final

from zenne.counters.appointments.models import Booking

Arrival = Callable[[Booking, str, datetime], str]
"""The address for a booking, by the token that it is managed with; empty when it is not the day for it."""
_arrivals: Final[list[Arrival]] = []


def register_arrival(arrival: Arrival) -> None:
    """Say where people arrive. Call it in ``AppConfig.ready()``."""
    _arrivals[:] = [arrival]


def arrival_address(booking: Booking, token: str, *, at: datetime) -> str:
    """Where whoever has this appointment says that they are there; empty where that is not possible now."""
    return _arrivals[0](booking, token, at) if _arrivals else ""
