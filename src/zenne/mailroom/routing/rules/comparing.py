"""Which letters are held out to compare two models."""

from typing import Final

SHARE: Final = 0.1
LEAST, MOST = 20, 500


def held_out(letters: int) -> int:
    """How many of the newest letters a new model does not learn from; none while there are too few to compare by."""
    return min(max(LEAST, round(letters * SHARE)), MOST) if letters >= 2 * LEAST else 0
