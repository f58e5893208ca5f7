"""How an attempt to deliver a message ends when it does not succeed.

``problem`` is a stable code, which pages turn into words; ``answer`` is what the other computer said, for those who
look into it.
"""

from collections.abc import Callable
from typing import TypeAlias

LONGEST_ANSWER = 500
HandOver: TypeAlias = Callable[[], None]
"""What a carrier calls right before the last byte that makes the receiver have the message."""


class NotDelivered(Exception):
    """The message was not delivered, or it is not known."""

    outcome = ""

    def __init__(self, problem: str, answer: object = "") -> None:
        self.problem = problem
        self.answer = str(answer)[:LONGEST_ANSWER]
        super().__init__(problem)


class TryLater(NotDelivered):
    """It was not delivered, and may be later."""

    outcome = "later"


class Refused(NotDelivered):
    """It was not delivered, and trying again would not help."""

    outcome = "refused"


class Uncertain(NotDelivered):
    """It may have been delivered: the connection broke off after the last word and before the answer."""

    outcome = "uncertain"


class TakenOver(Exception):
    """Another worker decided about this attempt meanwhile: nothing may be sent any more."""

    code = "taken-over"
