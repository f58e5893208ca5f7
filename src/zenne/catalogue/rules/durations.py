"""How long a service takes, as ISO 8601 durations of one unit. Days are working days."""

import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["minutes", "hours", "days", "weeks", "months"]
UNITS: dict[str, Unit] = {"M": "months", "W": "weeks", "D": "days"}
TIME_UNITS: dict[str, Unit] = {"M": "minutes", "H": "hours"}
FORM = re.compile(r"P(?:(?P<number>\d{1,3})(?P<unit>[MWD])|T(?P<time_number>\d{1,3})(?P<time_unit>[MH]))")


@dataclass(frozen=True, slots=True)
class ServiceDuration:
    """A number of one unit."""

    number: int
    unit: Unit


def parse_duration(text: str) -> ServiceDuration:
    """Read ``P6D``, ``PT20M``, ``P3W`` or ``P4M``.

    Raises:
        ValueError: for anything else.
    """
    match = FORM.fullmatch(text)
    if not match:
        raise ValueError(f"“{text}” is not a duration such as PT20M, P6D, P3W or P4M")
    if match["unit"]:
        return ServiceDuration(int(match["number"]), UNITS[match["unit"]])
    return ServiceDuration(int(match["time_number"]), TIME_UNITS[match["time_unit"]])
