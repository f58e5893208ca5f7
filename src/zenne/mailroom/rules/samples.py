"""Which answers a colleague looks at afterwards."""

from typing import Final
from uuid import UUID

ONE_IN: Final = 20


def is_in_sample(answer: UUID) -> bool:
    """Whether an answer is one of the sample: by its random number, so nobody chooses it and nobody can avoid it."""
    return answer.int % ONE_IN == 0
