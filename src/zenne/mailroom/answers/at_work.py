"""How working on a letter stands in the audit log: whose letter it is, and what it was opened for."""

from typing import Final

from django.utils.timezone import localdate

from zenne.accounts.public import subject_of_address
from zenne.core.access.public import Asker
from zenne.mailroom.letters.models import Letter

ANSWERING: Final = "answer"
"""The code of the purpose."""
BECAUSE: Final = "to answer the letters of the own team is what they are read for, which is written down each time"


def answering(asker: Asker, letter: Letter) -> Asker:
    """The asker with the letter of this day as their piece of work, unless they said what else they are at."""
    return asker.working_on(f"{localdate(letter.received_at):%Y-%m-%d}", purpose=ANSWERING)


def writer_of(letter: Letter) -> str:
    """The key of whoever proved that the address of the sender is theirs, or of the address itself."""
    return subject_of_address(letter.sender)
