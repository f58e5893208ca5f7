"""What cannot be done with colleagues."""

from dataclasses import dataclass


class ColleagueRefused(Exception):
    """A colleague who cannot be added or changed so. ``code`` is stable: unknown-account, account-taken, number-taken,
    has-left. ``field`` is what it is about."""

    def __init__(self, code: str, field: str) -> None:
        self.code = code
        self.field = field
        super().__init__(code)


@dataclass(frozen=True, slots=True)
class Mistake:
    """Something wrong in a file of colleagues: in which line, in which column, what was written there.

    ``code``: no-column, empty, unknown, twice, too-long, no-csv, too-many-lines, or a code of ``ColleagueRefused``.
    """

    line: int
    column: str
    code: str
    value: str = ""


class BrokenFile(Exception):
    """A file of colleagues with mistakes. Nothing of it was taken over."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self.mistakes = mistakes
        super().__init__(f"{len(mistakes)} mistakes")
