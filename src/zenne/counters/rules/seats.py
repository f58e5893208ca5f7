"""What is free in a shift: an integer whose bit ``n`` says whether step ``n`` of the shift is free."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

MOST_STEPS: Final = 320
"""The longest shift: what the column holds, and more than a day."""


def of_intervals(intervals: Iterable[tuple[int, int]], *, start: int, length: int) -> int:
    """The steps of a shift that lie in some intervals. All in steps: first, and first that is no longer in it."""
    free = 0
    for begin, end in intervals:
        first, last = max(begin - start, 0), min(end - start, length)
        if first < last:
            free |= run(first, last - first)
    return free


def run(first: int, length: int) -> int:
    """So many steps in a row."""
    return ((1 << length) - 1) << first


def beginnings(free: int, length: int) -> int:
    """Where ``length`` free steps in a row begin. The work grows with the logarithm of the length."""
    found, known = free, 1
    while known < length and found:
        more = min(known, length - known)
        found &= found >> more
        known += more
    return found


def longest_run(free: int) -> int:
    """The most free steps in a row."""
    found = 0
    while free:
        free &= free >> 1
        found += 1
    return found


def tidy(free: int, length: int) -> int:
    """Where ``length`` steps can begin without waste: one visit after the other from where a gap begins.

    A gap's last place counts too, so that an evening is not lost to a visit of another length in the morning.
    """
    found = 0
    for first, size in gaps(free):
        if size >= length:
            last = size - length
            found |= (every(length) & ((2 << last) - 1) | 1 << last) << first
    return found


@lru_cache(maxsize=512)
def every(length: int) -> int:
    """Each multiple of ``length``, as far as any shift goes."""
    return sum(1 << at for at in range(0, MOST_STEPS, length))


def gaps(free: int) -> Iterator[tuple[int, int]]:
    """First step and length of each stretch of free steps."""
    first = 0
    while free:
        skipped = (free & -free).bit_length() - 1
        free >>= skipped
        size = (~free & (free + 1)).bit_length() - 1
        yield first + skipped, size
        free >>= size
        first += skipped + size


def steps_in(mask: int) -> Iterator[int]:
    """The numbers of the steps that are set, in order."""
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def uncut(begin: int, end: int, seats: Sequence[range]) -> tuple[int, int]:
    """A stretch, as much longer as it must be so that it cuts none of these seats in two."""
    touched = [seat for seat in seats if seat.start < end and seat.stop > begin]
    longer = min([begin, *(seat.start for seat in touched)]), max([end, *(seat.stop for seat in touched)])
    return longer if longer == (begin, end) else uncut(*longer, seats)


def written(free: int) -> str:
    """As it is kept in a column."""
    return format(free, "x")


def read(text: str) -> int:
    """As it was written."""
    return int(text, 16)
