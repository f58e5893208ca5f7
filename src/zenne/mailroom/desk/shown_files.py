"""A file that came with a letter, for a person who reads it."""

from dataclasses import dataclass

from zenne.mailroom.letters.models import Attachment
from zenne.mailroom.letters.scanning import lock_of


@dataclass(frozen=True, slots=True)
class ShownFile:
    """A file, and why nobody can open it; empty when everybody of the team can."""

    row: Attachment
    lock: str


def shown_file(attachment: Attachment) -> ShownFile:
    """A file as it stands with its letter."""
    return ShownFile(attachment, str(lock_of(attachment)))
