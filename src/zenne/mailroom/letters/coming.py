"""How a letter came, and what is known of it beforehand."""

from dataclasses import dataclass
from typing import Final

from zenne.mailroom.letters.models import Letter


@dataclass(frozen=True, slots=True)
class Coming:
    """The way of a letter.

    ``service``: slug of the one that it is for, of the form or of the mailbox. ``language``: that the writer chose.
    ``usually``: the language in which most of what comes that way is written.
    """

    channel: Letter.Channel = Letter.Channel.MAIL
    service: str = ""
    language: str = ""
    usually: str = ""


BY_MAIL: Final = Coming()
