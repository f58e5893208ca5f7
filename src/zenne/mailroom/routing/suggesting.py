"""What a letter may be answered with."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import structlog

from zenne.mailroom.routing.files import BrokenModel
from zenne.mailroom.routing.finder_files import read_finder, versions
from zenne.mailroom.routing.finding import Finder, Suggestion

LOG: Final = structlog.get_logger("zenne.mailroom")


@dataclass
class Held:
    """What this process holds, and the state of the file that was the newest then."""

    stamp: tuple[str, int] | None = None
    finder: Finder | None = None


HELD: Final = Held()


def live_finder() -> Finder | None:
    """The finder in use, read once in a process and again when there is a newer one; nothing when there is none."""
    try:
        kept = versions()
        stamp = (str(kept[-1]), kept[-1].stat().st_mtime_ns) if kept else None
    except FileNotFoundError:  # deleted meanwhile, because there are newer ones: the next letter finds them
        return HELD.finder
    if stamp != HELD.stamp:
        HELD.finder, HELD.stamp = newest_readable(kept), stamp
    return HELD.finder


def newest_readable(kept: list[Path]) -> Finder | None:
    """The newest version, or one before it when that file is damaged."""
    for path in reversed(kept):
        try:
            return read_finder(path)
        except BrokenModel as error:
            LOG.exception("routing.broken_passages", code=error.code, version=path.stem)
    return None


def suggest(*, text: str, language: str, most: int = 5) -> tuple[Suggestion, ...]:
    """Passages that may answer a letter: of its language first, then of others; those most like it first.

    Args:
        text: subject and words of the letter, without quotes and signature.
        language: of the letter.
        most: how many of each language.

    A passage may be gone since the night in which it was looked at: whoever shows it looks it up by its key.
    """
    finder = live_finder()
    return finder.suggestions(text, language=language, most=most) if finder else ()
