"""What is said about a load, a row that does not fit and the type of a column, in the reader's language."""

import json
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from zenne.dataportal.ingest.reasons import Reason
from zenne.dataportal.rules.forms import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

PROBLEMS: "Final[Mapping[str, StrOrPromise]]" = {
    "stopped": _("The program that loaded the file was stopped before it was done. Load the file again."),
    "no-file": _("There is no file “%(path)s”."),
    "empty-file": _("The file is empty."),
    "schema-changed": _("A colleague or a file changed the columns meanwhile. Open the page again to see what is new."),
    "rules-changed": _("Who may see the columns was changed meanwhile, so they cannot be corrected in this way."),
    "no-row-fits": _("None of the %(rows)s rows of the table would fit. The usual reason: %(reason)s"),
    "no-rows": _("The file has no rows, only the names of columns."),
    "no-objects": _(
        "The list in the file has values, and not objects with names. Each row must be an object such as "
        '{"kind": "oak", "height": 12}.'
    ),
    "unknown-kind": _("This is a file of the kind “%(kind)s”, which cannot be loaded. Save the data as CSV or Excel."),
    "too-many-columns": _("The file has %(columns)s columns. A table can have at most %(most)s."),
    "nothing-fits": _("None of the %(rows)s rows of the file can be used. The usual reason: %(reason)s"),
    "other-columns": _("The file has none of the columns of the table. These were expected: %(columns)s."),
    "unknown-columns": _("The file has columns that the table does not have: %(columns)s."),
    "unknown-key": _("There is no column “%(columns)s” that could be the key."),
    "no-key": _("Rows can only be replaced one by one when the table has a key. Say which columns are the key."),
    "other-level": _("The data set “%(dataset)s” is for “%(level)s”. Change that in the description of the data set."),
    "declared": _("The city itself makes the rows of the data set “%(dataset)s”: no file can be loaded into it."),
    "reserved-name": _("“%(dataset)s” has another use in addresses. Choose another name for the data set."),
    "too-little-memory": _(
        "The file needs more memory than loading may take (ZENNE_DATA_MEMORY_MB). Allow more, or load it in parts."
    ),
    "broken-file": _("The file is damaged or not complete, so it cannot be read."),
    "too-large-unpacked": _("The file becomes larger than %(most)s MB when it is unpacked, so it was refused."),
    "bomb": _(
        "The file becomes more than %(times)s times as large when it is unpacked, which no table does, so it was "
        "refused."
    ),
    "no-table": _("There is no table in the file."),
    "no-such-sheet": _("There is no sheet “%(sheet)s” with a table in the file. It has these: %(sheets)s."),
    "not-utf-8": _("The file is not written in UTF-8, as JSON must be."),
    "not-json": _("The file is no valid JSON: the mistake is near character %(place)s."),
    "endless-value": _(
        "The value that begins near character %(place)s does not end within %(most)s MB. A bracket or a quotation mark "
        "is not closed, or the value is too large for a row."
    ),
    "unknown-crs": _("The coordinates are in the system “%(crs)s”, which is not known here."),
    "wrong-address": _("This is not a full web address without a user name, such as https://example.org/trees.csv."),
    "no-such-port": _("This is not a full web address without a user name, such as https://example.org/trees.csv."),
    "inner-address": _("The address leads into a closed network. Only addresses of the open internet are fetched."),
    "no-such-host": _("There is no computer called “%(host)s”. Check the address."),
    "no-connection": _("“%(host)s” does not answer, or cannot prove that it is “%(host)s”. Try again later."),
    "not-answered": _("There is no file at this address: it answers with the code %(status)s."),
    "broken-off": _("The connection broke off before the whole file was here. Try again."),
    "too-slow": _("The file did not come within %(minutes)s minutes."),
    "too-large": _("The file is larger than %(most)s MB, which is the most that is taken."),
    "too-many-redirects": _("The address leads on to other addresses again and again."),
    "not-encrypted-any-more": _("The address leads on to one that is not encrypted. Only use an address that is."),
}
REMARKS: "Final[Mapping[str, StrOrPromise]]" = {
    "other-sheets": _("Only the sheet “%(sheet)s” was loaded. The file also has: %(sheets)s."),
    "formulas-without-value": _(
        "The value of some formulas is not in the file, so these cells are empty here: %(cells)s. Open the file in a "
        "spreadsheet program, save it, and load it again."
    ),
}
"""What is said of a file that was loaded, but not all of it."""
REASONS: "Final[Mapping[Reason, StrOrPromise]]" = {
    Reason.TOO_FEW: _("The row has fewer values than there are columns."),
    Reason.TOO_MANY: _("The row has more values than there are columns."),
    Reason.BROKEN_QUOTES: _("A quotation mark is opened and not closed, or stands in the wrong place."),
    Reason.BAD_BYTES: _("The row has characters that cannot be read in the encoding of the file."),
    Reason.TOO_LONG: _(
        "The row is longer than one megabyte. This is its beginning; the download of all such rows has it whole, in "
        "numbered parts."
    ),
    Reason.WRONG_TYPE: _("The value is not of the type of the column."),
    Reason.MISSING: _("A value that must be there is missing."),
    Reason.NOT_A_CODE: _("The value is not in the list of values of the column."),
    Reason.DUPLICATE: _("Another row has the same key."),
    Reason.NO_OBJECT: _("This is not an object with names and values."),
    Reason.BAD_GEOMETRY: _("The shape is not valid: a ring crosses itself or is not closed."),
    Reason.SWAPPED_AXES: _("Longitude and latitude are swapped: longitude comes first."),
    Reason.OUTSIDE_WORLD: _(
        "The coordinates are outside the world: they are not in the coordinate system that was said."
    ),
}
NOTES: "Final[Mapping[Note, StrOrPromise]]" = {
    Note.EMPTY: _("The column has no values, so it is text."),
    Note.CODES: _("The column is text, because values such as “%(example)s” are codes and not numbers or dates."),
    Note.LEADING_ZEROS: _(
        "The column is text, because its values begin with zeros or a plus that a number would lose."
    ),
    Note.TOO_LONG: _("The column is text, because values such as “%(example)s” have more digits than a number keeps."),
    Note.AMOUNTS: _(
        "The column is text, because its values have a sign with the number, such as “%(example)s”. Leave the sign out "
        "in the file, and they become numbers."
    ),
    Note.MIXED: _("The column is text, because its values are of several kinds, such as “%(example)s”."),
}


def problem_text(code: str, details: "Mapping[str, str | int]") -> str:
    """Why a load stopped, in one sentence or two."""
    said = dict(details)
    if "reason" in said:
        said["reason"] = reason_text(str(said["reason"]))
    sentence = PROBLEMS.get(code)
    return str(sentence) % said if sentence else gettext("The file could not be loaded.")


def remarks_in(details: "Mapping[str, Any]") -> list[str]:
    """What was left out of a file that was loaded, from ``Load.details``: a sentence each."""
    parts = _("These parts of the file are empty or unknown, and were left out: %(ignored)s.")
    said = [str(parts) % details] if details.get("ignored") else []
    return [*said, *(str(REMARKS[code]) % values for code, values in details.get("remarks", ()))]


def reason_text(code: str) -> str:
    """Why a row does not fit."""
    try:
        return str(REASONS[Reason(code)])
    except ValueError:
        return gettext("The row does not fit.")


def note_text(note: str) -> str:
    """Why a column has its type, from ``Column.note``; empty when there is nothing to say."""
    if not note:
        return ""
    code, misfits, example, *twins = json.loads(note)
    twin = (
        gettext("The file has two columns called “%(name)s”; this is the second.") % {"name": twins[0]} if twins else ""
    )
    return " ".join(each for each in (twin, form_note(code, misfits, example)) if each)


def form_note(code: str, misfits: int, example: str) -> str:
    if code == Note.PLAIN:
        return ""
    if code == Note.MISTAKES:
        return ngettext(
            "%(count)s value is not of this type, “%(example)s”. Its row is in quarantine.",
            "%(count)s values are not of this type, such as “%(example)s”. Their rows are in quarantine.",
            misfits,
        ) % {"count": misfits, "example": example}
    return str(NOTES[Note(code)]) % {"example": example}
