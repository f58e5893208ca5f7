"""Where people book a visit to a branch: a module above says it, and the pages of the catalogue lead there."""

from collections.abc import Callable
from typing import Final

Address = Callable[[str, str], str]
"""The address of the page in the reader's language, for the slug of a service and of a branch; either may be empty."""
_addresses: Final[list[Address]] = []


def register_booking(address: Address) -> None:
    """Say where visits are booked. Call it in ``AppConfig.ready()``."""
    _addresses[:] = [address]


def booking_address(service: str = "", branch: str = "") -> str:
    """Where somebody books a visit; empty where nothing can be booked."""
    return _addresses[0](service, branch) if _addresses else ""
