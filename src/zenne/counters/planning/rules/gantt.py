"""The picture of a day: where bars stand. Everything is in steps of five minutes after midnight."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

STEPS_IN_AN_HOUR: Final = 12


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in a picture: where it begins and how wide it is."""

    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Window:
    """What a picture shows: from one whole hour to another, drawn so wide."""

    begin: int
    end: int
    width: int

    @property
    def hours(self) -> list[int]:
        """The step in which each hour begins."""
        return list(range(self.begin, self.end, STEPS_IN_AN_HOUR))

    def place(self, step: float) -> float:
        """Where a step is, from the left."""
        return round((step - self.begin) / (self.end - self.begin) * self.width, 2)

    def bar(self, first: int, end: int) -> Bar | None:
        """A bar from one step to another; what lies outside is cut off, and None when that is all."""
        left, right = max(first, self.begin), min(end, self.end)
        return Bar(self.place(left), round(self.place(right) - self.place(left), 2)) if left < right else None

    def bars(self, parts: Iterable[tuple[int, int]]) -> list[Bar]:
        """Bars for stretches of steps."""
        return [bar for first, end in parts if (bar := self.bar(first, end))]


def window_for(parts: Iterable[tuple[int, int]], *, width: int, steps: int) -> Window | None:
    """Whole hours around everything that is to be seen of a day of so many steps; None when that is nothing."""
    known = [(max(first, 0), min(end, steps)) for first, end in parts]
    known = [(first, end) for first, end in known if first < end]
    if not known:
        return None
    begin = min(first for first, _ in known) // STEPS_IN_AN_HOUR * STEPS_IN_AN_HOUR
    end = -(-max(end for _, end in known) // STEPS_IN_AN_HOUR) * STEPS_IN_AN_HOUR
    return Window(begin, end, width)
