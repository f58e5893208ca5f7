"""What stands on a ticket."""

from typing import Final

WALK_IN: Final = "A"
APPOINTMENT: Final = "B"


def shown_number(number: int, *, has_appointment: bool = False) -> str:
    """``A17``; ``B18`` for an appointment, so that people see why it goes first. The number alone is unique."""
    return f"{APPOINTMENT if has_appointment else WALK_IN}{number}"
