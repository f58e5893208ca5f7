"""How long a service takes, as ISO 8601 durations of one unit. Days are working days."""

import re
from dataclasses import dataclass
from typing import Literal

Unit = Literal["minutes", "hours", "days", "weeks", "months"]
LONGEST_TARGET_DAYS = 2
LONGEST_TARGET_HOURS = 16
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


def parse_target(text: str) -> ServiceDuration:
    """Read within how much working time a letter is answered: ``PT1H`` to ``PT16H``, ``P1D`` or ``P2D``.

    Raises:
        ValueError: for anything else; two working days are what the city promises for every letter.
    """
    target = parse_duration(text)
    longest = {"hours": LONGEST_TARGET_HOURS, "days": LONGEST_TARGET_DAYS}.get(target.unit, 0)
    if not 0 < target.number <= longest:
        raise ValueError(f"“{text}” is not within two working days, such as PT4H (working hours) or P1D (working days)")
    return target
