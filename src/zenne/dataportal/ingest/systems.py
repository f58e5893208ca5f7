"""Coordinate systems beyond those of Belgium, by their EPSG codes."""

from functools import lru_cache
from importlib import import_module
from typing import Any, Final

from zenne.dataportal.rules.coordinates import SYSTEMS

REMEMBERED: Final = 256
LARGEST: Final = 99_999


def is_known_system(code: int) -> bool:
    """Whether places can come from the system with this EPSG code: one of degrees, or of a map."""
    return code in SYSTEMS or system_with(code) is not None


def system_name(code: int) -> str:
    """What the register of EPSG calls a system, with its code."""
    system = system_with(code)
    return f"{system.name} (EPSG:{code})" if system is not None else f"EPSG:{code}"


@lru_cache(REMEMBERED)
def system_with(code: int) -> Any:
    """The system as pyproj knows it; None when it is none, or one of heights or of a building site only."""
    if not 0 < code <= LARGEST:
        return None
    pyproj = import_module("pyproj")  # Only those who look after data meet other systems than the usual ones.
    try:
        system = pyproj.CRS.from_epsg(code)
    except pyproj.exceptions.CRSError:
        return None
    return system if system.is_geographic or system.is_projected else None
