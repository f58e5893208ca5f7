"""What is open and not covered. A day is an integer whose bit ``n`` is its step ``n`` of five minutes."""

from collections.abc import Iterable

from zenne.counters.rules.seats import gaps


def uncovered(opened: int, covering: Iterable[int]) -> int:
    """The steps that are open while nobody of those is there."""
    left = opened
    for there in covering:
        left &= ~there
    return left


def stretches(mask: int) -> list[tuple[int, int]]:
    """The steps of a day as stretches: first step, and first that is no longer in it."""
    return [(first, first + length) for first, length in gaps(mask)]
