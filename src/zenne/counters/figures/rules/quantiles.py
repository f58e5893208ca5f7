"""What so many of a hundred do not exceed."""

from collections.abc import Sequence


def at_most(values: Sequence[int], percent: int) -> int | None:
    """The least value that ``percent`` of a hundred do not exceed; none without values."""
    if not values:
        return None
    return sorted(values)[max(-(-percent * len(values) // 100) - 1, 0)]


def weighted_half(values: Sequence[tuple[int, float]]) -> int | None:
    """The value that half of the weight does not exceed, of pairs of value and weight; none without weight."""
    total, passed = sum(weight for _value, weight in values), 0.0
    for value, weight in sorted(values):
        passed += weight
        if total and passed * 2 >= total:
            return value
    return None
