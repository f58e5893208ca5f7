"""Time in steps of five minutes, numbered from the beginning of 1970 in UTC: what a booking claims are such steps."""

from datetime import UTC, datetime, timedelta
from typing import Final

STEP_MINUTES: Final = 5
STEP: Final = timedelta(minutes=STEP_MINUTES)
STEP_SECONDS: Final = STEP_MINUTES * 60


def step_of(moment: datetime) -> int:
    """The number of the step in which an aware moment lies."""
    return int(moment.timestamp()) // STEP_SECONDS


def moment_of(step: int) -> datetime:
    """When a step begins, in UTC."""
    return datetime.fromtimestamp(step * STEP_SECONDS, UTC)


def steps_for(minutes: float) -> int:
    """How many steps hold so many minutes; at least one."""
    return max(-int(-minutes // STEP_MINUTES), 1)


def is_on_a_step(moment: datetime) -> bool:
    """Whether a moment is the beginning of a step."""
    return moment.timestamp() % STEP_SECONDS == 0
