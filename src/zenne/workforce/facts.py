"""What the workforce announces."""

from dataclasses import dataclass

from zenne.core.events.public import fact


@fact
@dataclass(frozen=True, slots=True)
class ColleagueLeft:
    """Somebody stopped working at the counters. ``member`` is their number; whoever planned them elsewhere frees it."""

    member: int
