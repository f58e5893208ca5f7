"""What becomes of a text that several people, or people and the city folder, changed at the same time.

A form carries the digest of each text as it was when the form was filled: so it is known who changed what since.
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Origin(StrEnum):
    """Where another text comes from."""

    PERSON = "person"
    """Somebody saved or published it while this form was open."""
    PUBLISHED = "published"
    """It was published or loaded after the draft was begun."""
    FOLDER = "folder"
    """The city folder says it, after an edit on the desk."""


class Choice(StrEnum):
    """What a person decided between two texts."""

    NONE = ""
    KEEP = "keep"
    TAKE = "take"


@dataclass(frozen=True, slots=True)
class Rival:
    """Another text for the same place."""

    text: str
    origin: Origin


@dataclass(frozen=True, slots=True)
class Stored:
    """What is stored for one place. ``drafted`` is None without a draft, ``folder`` without a conflict."""

    published: str
    drafted: str | None = None
    draft_base: str = ""
    folder: str | None = None

    @property
    def current(self) -> str:
        """What a form shows: the draft, or else what readers see."""
        return self.published if self.drafted is None else self.drafted


@dataclass(frozen=True, slots=True)
class Typed:
    """What a form brought for one place: digests ``start`` of the text and ``rival`` of the other text it showed."""

    text: str
    start: str
    choice: Choice = Choice.NONE
    rival: str = ""


@dataclass(frozen=True, slots=True)
class Merged:
    """The text that results, and the other one that somebody still has to look at.

    ``is_lasting`` when that one does not stand in the way of a draft, only of publishing.
    """

    text: str
    rival: Rival | None = None
    is_lasting: bool = False
    was_decided: bool = False


def digest_of(text: str) -> str:
    """A text in 16 characters."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def lasting_rival(stored: Stored) -> Rival | None:
    """The other text that waits for a decision whoever opens the form."""
    if stored.folder is not None:
        return Rival(stored.folder, Origin.FOLDER)
    if stored.drafted is not None and stored.published not in {stored.draft_base, stored.drafted}:
        return Rival(stored.published, Origin.PUBLISHED)
    return None


def merge(stored: Stored, typed: Typed) -> Merged:
    """Bring together what is stored and what was typed; nothing of either is lost without a decision."""
    taken = taken_text(stored, typed)
    text = typed.text if taken is None else taken
    was_changed_by_others = digest_of(stored.current) != typed.start
    if taken is None and was_changed_by_others and text != stored.current:
        if digest_of(typed.text) != typed.start:
            return Merged(text, Rival(stored.current, Origin.PERSON))
        text = stored.current
    lasting = lasting_rival(stored)
    if lasting is None or text == lasting.text:
        return Merged(text, was_decided=lasting is not None)
    was_decided = typed.choice is not Choice.NONE and typed.rival == digest_of(lasting.text)
    return Merged(text, None if was_decided else lasting, is_lasting=True, was_decided=was_decided)


def taken_text(stored: Stored, typed: Typed) -> str | None:
    """The other text, when it was chosen and still is what the form showed."""
    if typed.choice is not Choice.TAKE:
        return None
    candidates = (stored.current, stored.published, stored.folder)
    return next((text for text in candidates if text is not None and digest_of(text) == typed.rival), None)
