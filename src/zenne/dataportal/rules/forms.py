"""In what form values are written in files, and which form explains a column best. Counts come in, decisions go out."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from zenne.dataportal.rules.columns import ColumnType

NO_VALUE: Final = ("null", "n/a", "#n/a", "na", "-", "n.v.t.", "nvt", "nan", "none", "s.o.")
"""Words, in small letters, that stand for no value in a column of anything but text."""
AMOUNT: Final = (
    r"(?:€|\$|£|EUR)[\s\x{A0}\x{202F}]*-?[0-9][0-9.,' \x{A0}\x{202F}]*"
    r"|-?[0-9][0-9.,' \x{A0}\x{202F}]*(?:€|\$|£|EUR|euro|%)"
)
"""A number with a sign of money or a percent sign, in the engine's regular expressions."""
CODES: Final = r"0[0-9]+|[+][0-9 ]+"
FEW: Final = 0.1
"""The share of values up to which misfits are taken for mistakes."""
TRUE_WORDS: Final = ("true", "ja", "oui", "yes", "waar", "vrai", "wahr")
FALSE_WORDS: Final = ("false", "nee", "neen", "non", "no", "nein", "onwaar", "faux", "falsch")


@dataclass(frozen=True, slots=True)
class Form:
    """A type and how it is written; ``format`` as in ``Column.format``."""

    type: ColumnType
    format: str = ""


TEXT: Final = Form(ColumnType.TEXT)
FORMS: Final = (
    Form(ColumnType.INTEGER),
    Form(ColumnType.NUMBER),
    Form(ColumnType.NUMBER, "1.234,5"),
    Form(ColumnType.NUMBER, "1,234.5"),
    Form(ColumnType.BOOLEAN),
    Form(ColumnType.DATE),
    Form(ColumnType.DATE, "%d/%m/%Y"),
    Form(ColumnType.DATE, "%d-%m-%Y"),
    Form(ColumnType.DATE, "%d.%m.%Y"),
    Form(ColumnType.TIME),
    Form(ColumnType.TIMESTAMP),
    Form(ColumnType.TIMESTAMP, "%d/%m/%Y %H:%M"),
    Form(ColumnType.TIMESTAMP, "%d/%m/%Y %H:%M:%S"),
    Form(ColumnType.TIMESTAMP, "%d-%m-%Y %H:%M"),
    Form(ColumnType.TIMESTAMP, "%d-%m-%Y %H:%M:%S"),
    Form(ColumnType.GEOMETRY, "wkt"),
)
"""What is tried, the narrowest first: of two that fit as well, the first is taken."""


NUMERIC: Final = {ColumnType.INTEGER, ColumnType.NUMBER}


class Note(StrEnum):
    """Why a column has the type that it has; ``ingest/wording.py`` has the sentences."""

    PLAIN = ""
    EMPTY = "empty"
    MISTAKES = "mistakes"
    CODES = "codes"
    LEADING_ZEROS = "leading-zeros"
    MIXED = "mixed"
    AMOUNTS = "amounts"
    TOO_LONG = "too-long"


@dataclass(frozen=True, slots=True)
class Tally:
    """What all values of a column are.

    Attributes:
        filled: values that are not empty.
        no_value: those of ``filled`` that are words for no value.
        fits: for each form that was counted in full, how many values fit.
        misfits: some values that do not fit the best form, with how often each is there.
        codes: values of digits that a number would lose: ``007``, ``+32``.
        amount: an example of them, where nearly all are numbers with a sign: ``€ 12,50``, ``45 %``.
    """

    filled: int
    no_value: int = 0
    fits: Mapping[Form, int] = field(default_factory=dict)
    misfits: Sequence[tuple[str, int]] = ()
    codes: int = 0
    amount: str = ""

    @property
    def values(self) -> int:
        """Values that say something."""
        return self.filled - self.no_value


@dataclass(frozen=True, slots=True)
class Finding:
    """The form of a column, and why. ``misfits`` values go to quarantine; ``example`` is one that decided."""

    form: Form
    note: Note = Note.PLAIN
    misfits: int = 0
    example: str = ""


def best_form(tally: Tally) -> Form:
    """The form that most values fit, the narrowest of several."""
    if not tally.fits:
        return TEXT
    return min(tally.fits, key=lambda form: (-tally.fits[form], FORMS.index(form)))


def decide(tally: Tally) -> Finding:
    """What a column is, from all its values."""
    found = decide_form(tally)
    if tally.amount and found.form is TEXT:
        return Finding(TEXT, Note.AMOUNTS, 0, tally.amount)
    return found


def decide_form(tally: Tally) -> Finding:
    form = best_form(tally)
    if not tally.values:
        return Finding(TEXT, Note.EMPTY if not tally.filled else Note.PLAIN)
    if form is TEXT:
        return Finding(TEXT, Note.LEADING_ZEROS, tally.codes) if 2 * tally.codes > tally.values else Finding(TEXT)
    misfits = tally.values - tally.fits[form]
    if not misfits:
        return Finding(form)
    return decide_number(tally, form, misfits) if form.type in NUMERIC else decide_by_share(tally, form, misfits)


def decide_number(tally: Tally, form: Form, misfits: int) -> Finding:
    """What a column is of which most are numbers: text when a number would lose something."""
    if code := next((value for value, _ in tally.misfits if has_leading_zero(value)), ""):
        return Finding(TEXT, Note.LEADING_ZEROS, misfits, code)
    if too_long := next((value for value, _ in tally.misfits if is_long_number(value)), ""):
        return Finding(TEXT, Note.TOO_LONG, misfits, too_long)
    return decide_by_share(tally, form, misfits)


def decide_by_share(tally: Tally, form: Form, misfits: int) -> Finding:
    """What a column is of which ``misfits`` values do not fit the best form."""
    if tally.fits[form] < FEW * tally.values:
        return Finding(TEXT)
    if misfits > FEW * tally.values:
        return Finding(TEXT, Note.MIXED, misfits, tally.misfits[0][0] if tally.misfits else "")
    if code := next((value for value, _ in tally.misfits if not looks_foreign(value, form)), ""):
        return Finding(TEXT, Note.CODES, misfits, code)
    return Finding(form, Note.MISTAKES, misfits, tally.misfits[0][0] if tally.misfits else "")


def has_leading_zero(value: str) -> bool:
    """Whether a value has digits that a number would lose: ``007``, ``+32``."""
    return re.fullmatch(CODES, value.strip()) is not None


def is_long_number(value: str) -> bool:
    """Whether a value has more digits than a number keeps."""
    return re.fullmatch(r"-?[0-9]{16,}", value.strip()) is not None


def looks_foreign(value: str, form: Form) -> bool:
    """Whether a value that does not fit is a mistake rather than a code: no digit, or a broken value of the type."""
    value = value.strip()
    if not re.search(r"[0-9]", value):
        return True
    if form.type in {ColumnType.DATE, ColumnType.TIME, ColumnType.TIMESTAMP}:
        return re.fullmatch(r"[0-9T:/. Z+-]+", value) is not None
    if form.type in {ColumnType.INTEGER, ColumnType.NUMBER}:
        return re.fullmatch(r"[-+]?[0-9]*[.,' ]{1,2}[0-9.,' ]*(?:[eE][-+]?[0-9]+)?", value) is not None
    return form.type is ColumnType.GEOMETRY
