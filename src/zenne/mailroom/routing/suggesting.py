"""What a letter may be answered with."""

from dataclasses import dataclass
from typing import Final

import structlog

from zenne.mailroom.routing.files import BrokenModel, folder
from zenne.mailroom.routing.finder_files import FILE, read_finder
from zenne.mailroom.routing.finding import Finder, Suggestion

LOG: Final = structlog.get_logger("zenne.mailroom")


@dataclass
class Held:
    """What this process holds, and the state of the file that it came from."""

    stamp: tuple[int, int] | None = None
    finder: Finder | None = None


HELD: Final = Held()


def live_finder() -> Finder | None:
    """The finder in use, read once in a process and again when there is another one; nothing when there is none."""
    try:
        state = (folder() / FILE).stat()
        stamp = (state.st_mtime_ns, state.st_ino)
        if stamp != HELD.stamp:
            HELD.finder, HELD.stamp = read_finder(), stamp
    except FileNotFoundError:
        HELD.finder = HELD.stamp = None
    except BrokenModel as error:
        LOG.exception("routing.broken_passages", code=error.code)
        HELD.finder, HELD.stamp = None, stamp
    return HELD.finder


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
