"""What became of a conversation: whether letters were answered or dated in time, promises held, one answer enough."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Came:
    """A letter. ``due``: by when it was to be answered or dated; None when the calendar knows no such moment."""

    at: datetime
    day: date
    due: datetime | None
    language: str
    channel: str


@dataclass(frozen=True, slots=True)
class Given:
    """An answer. ``was_answered``: what the writer said of it, None for nothing."""

    written_at: datetime
    left_at: datetime
    day: date
    was_answered: bool | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """A day that the writer was told."""

    at: datetime
    day: date


@dataclass(frozen=True, slots=True)
class Conversation:
    """Letters, answers and named days, each in the order of time, on the clock of the city.

    ``is_closed``: a team said that it needs no answer, or no other.
    """

    service: str
    letters: Sequence[Came]
    answers: Sequence[Given] = ()
    named: Sequence[Named] = ()
    is_closed: bool = False


def in_time(letter: Came, within: Conversation) -> bool | None:
    """Whether the answer, or a message with its day, left by the deadline; None when neither was owed."""
    if letter.due is None or needed_nothing(letter.at, within):
        return None
    answered = any(each.written_at >= letter.at and each.left_at <= letter.due for each in within.answers)
    return answered or any(stands(each, letter, within) for each in within.named if each.at <= letter.due)


def stands(named: Named, letter: Came, within: Conversation) -> bool:
    """Whether a named day is for this letter: named after it came, or before and then neither over nor kept."""
    if named.at >= letter.at:
        return True
    kept = any(named.at <= each.left_at <= letter.at for each in within.answers)
    return named.day >= letter.day and not kept


def held(named: Named, within: Conversation) -> bool | None:
    """Whether an answer left by the end of the day that was named; None when none was needed any more."""
    if any(each.left_at >= named.at and each.day <= named.day for each in within.answers):
        return True
    return None if needed_nothing(named.at, within) else False


def needed_nothing(since: datetime, within: Conversation) -> bool:
    """Whether the conversation was closed without an answer after a moment."""
    return within.is_closed and not any(each.left_at >= since for each in within.answers)


def waited_since(answer: Given, within: Conversation) -> datetime | None:
    """When the oldest letter came that an answer answers; None when it answers no letter, but a "no" to an earlier one.

    What came while the earlier answer was on its way had not been read, and waits for this one.
    """
    earlier = [each.written_at for each in within.answers if each.left_at < answer.left_at]
    known = [each.at for each in within.letters if each.at <= answer.written_at]
    return min((at for at in known if not earlier or at > max(earlier)), default=None)


def needed_one_answer(within: Conversation) -> bool:
    """Whether the first answer was the last word: nothing was written after it, and nobody said that it was none."""
    first = within.answers[0]
    is_last_word = not any(each.at > first.written_at for each in within.letters)
    return len(within.answers) == 1 and is_last_word and first.was_answered is not False


def letter_before(moment: datetime, within: Conversation) -> Came | None:
    """The last letter that had come by a moment."""
    return next((each for each in reversed(within.letters) if each.at <= moment), None)
