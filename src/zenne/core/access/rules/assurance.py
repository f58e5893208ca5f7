"""How sure it is that somebody is who they say: the levels of the eIDAS regulation, and two below them."""

from enum import IntEnum


class Assurance(IntEnum):
    """Level of assurance of a sign-in, from nobody to an electronic identity card.

    LOW, SUBSTANTIAL and HIGH are those of article 8 of Regulation (EU) 910/2014.
    """

    NONE = 0
    EMAIL = 10
    LOW = 20
    SUBSTANTIAL = 30
    HIGH = 40
