"""Messages that came, read once each: what they say, and what stands for it."""

from dataclasses import dataclass

from zenne.mailroom.letters.detection import language_of
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.rules.fingerprints import digest_of, fingerprint_of
from zenne.mailroom.rules.languages import Detected
from zenne.mailroom.rules.parsing import ReadMessage, read_message
from zenne.mailroom.rules.splitting import visible_reply


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message that is not yet kept. ``digest`` stands for its bytes, ``fingerprint`` for what it says."""

    raw: bytes
    message: ReadMessage
    digest: str
    fingerprint: str
    words: Detected


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a message.

    Attributes:
        is_duplicate: its letter was there already, and this is a copy.
        is_new: its bytes were not there yet.
    """

    letter: Letter
    is_duplicate: bool
    is_new: bool = True


def arrival_of(raw: bytes) -> Arrival:
    """Read a message, before any transaction begins: it is most of the work."""
    message = read_message(raw)
    return Arrival(raw, message, digest_of(raw), fingerprint_of(message, raw), language_of(words_of(message)))


def words_of(message: ReadMessage) -> str:
    """What its writer wrote themselves, by which the language is found."""
    return f"{message.subject}\n{visible_reply(message.text)}"
