"""Codes of the portal in words that people read."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from zenne.dataportal.ingest.systems import system_name
from zenne.dataportal.models import Feed, Load
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.corrections import SchemaFault
from zenne.dataportal.rules.descriptions import Fault
from zenne.dataportal.rules.forms import Form
from zenne.dataportal.rules.policies import Coarsening, Coarser, Level
from zenne.dataportal.rules.questions import Operator

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

TYPES: Final[dict[ColumnType, "StrOrPromise"]] = {
    ColumnType.TEXT: gettext_lazy("text"),
    ColumnType.INTEGER: gettext_lazy("whole number"),
    ColumnType.NUMBER: gettext_lazy("number"),
    ColumnType.BOOLEAN: gettext_lazy("yes or no"),
    ColumnType.DATE: gettext_lazy("date"),
    ColumnType.TIME: gettext_lazy("time of day"),
    ColumnType.TIMESTAMP: gettext_lazy("date and time"),
    ColumnType.GEOMETRY: gettext_lazy("place on the map"),
    ColumnType.JSON: gettext_lazy("structured value (JSON)"),
}
LEVELS: Final[dict[Level, "StrOrPromise"]] = {
    Level.PUBLIC: gettext_lazy("For everybody"),
    Level.PARTNER: gettext_lazy("For partners of the city"),
    Level.OFFICIAL: gettext_lazy("For officials of the city"),
}
OPERATORS: Final[dict[Operator, "StrOrPromise"]] = {
    Operator.EQUAL: gettext_lazy("is"),
    Operator.NOT_EQUAL: gettext_lazy("is not"),
    Operator.GREATER: gettext_lazy("is more than"),
    Operator.GREATER_OR_EQUAL: gettext_lazy("is at least"),
    Operator.LESS: gettext_lazy("is less than"),
    Operator.LESS_OR_EQUAL: gettext_lazy("is at most"),
    Operator.IN: gettext_lazy("is one of (with commas)"),
    Operator.LIKE: gettext_lazy("looks like (* is anything)"),
    Operator.IS_NULL: gettext_lazy("is empty (true or false)"),
    Operator.NEAR: gettext_lazy("is near (longitude,latitude,metres)"),
}
STATES: Final[dict[str, "StrOrPromise"]] = {
    Load.State.WAITING: gettext_lazy("Waiting"),
    Load.State.FETCHING: gettext_lazy("Fetching the file"),
    Load.State.READING: gettext_lazy("Reading the file"),
    Load.State.WRITING: gettext_lazy("Writing the rows"),
    Load.State.PUBLISHED: gettext_lazy("Published"),
    Load.State.FAILED: gettext_lazy("Failed"),
}
SYSTEM_WORDS: Final[dict[int, "StrOrPromise"]] = {
    4326: gettext_lazy("Degrees, longitude first (EPSG:4326)"),
    31370: gettext_lazy("Belgian Lambert 72 (EPSG:31370)"),
    3812: gettext_lazy("Belgian Lambert 2008 (EPSG:3812)"),
    3857: gettext_lazy("Web Mercator (EPSG:3857)"),
}


def system_words(code: int) -> str:
    """What a coordinate system is called."""
    return str(SYSTEM_WORDS[code]) if code in SYSTEM_WORDS else system_name(code)


SHOWN_DATE: Final = datetime(2026, 12, 31, 16, 30, tzinfo=UTC)
WAYS: Final[dict[str, "StrOrPromise"]] = {
    Load.Way.REPLACE: gettext_lazy("Replace all rows"),
    Load.Way.APPEND: gettext_lazy("Add the rows to those that are there"),
    Load.Way.UPSERT: gettext_lazy("Add new rows and replace those with the same key"),
    Load.Way.CORRECT: gettext_lazy("Correct the columns, and try the rows again that did not fit"),
}
WAYS_OF_FILES: Final = {way: words for way, words in WAYS.items() if way != Load.Way.CORRECT}
PERIODS: Final[dict[str, "StrOrPromise"]] = {
    Feed.Period.HOURLY: gettext_lazy("Every hour"),
    Feed.Period.DAILY: gettext_lazy("Every day"),
}


def coarsening_words(coarser: Coarser, of_column: ColumnType) -> str:
    """How the values of a column are made less exact for the reader."""
    if coarser.how is Coarsening.ROUNDED:
        if of_column is ColumnType.GEOMETRY:
            return _("shown as the middle of a square of %(step)g degrees") % {"step": coarser.step}
        return _("rounded to %(step)g") % {"step": coarser.step}
    return {
        Coarsening.FIRST_LETTERS: _("only the first letters"),
        Coarsening.YEAR: _("only the year"),
        Coarsening.MONTH: _("only the month"),
        Coarsening.PSEUDONYM: _("replaced by a code that nobody can turn back"),
    }[coarser.how]


def fault_words(fault: Fault) -> str:
    """What is wrong with a field of a description, and what to do."""
    return {
        Fault.NEEDED: _("A data set needs a title in at least one language."),
        Fault.TOO_SHORT: _("A title has at least three letters."),
        Fault.BAD_NAME: _("This word cannot be its name. Small letters, digits and hyphens, a letter first."),
        Fault.REASON_NEEDED: _("Say why it is not for everybody: people see that it exists and read the reason."),
        Fault.UNKNOWN: _("Choose one of the list."),
        Fault.ENDS_BEFORE_IT_BEGINS: _("The end is before the beginning."),
        Fault.BEGIN_NEEDED: _("Write the first day too, not only the last."),
        Fault.NO_BOX: _("Write four numbers in degrees: west, south, east, north."),
    }[fault]


def form_words(form: Form) -> str:
    """A type with an example of how files write it."""
    example = SHOWN_DATE.strftime(form.format) if form.format.startswith("%") else form.format
    usual = {ColumnType.DATE: "2026-12-31", ColumnType.TIMESTAMP: "2026-12-31T16:30", ColumnType.NUMBER: "1234.5"}
    shown = {"geojson": "GeoJSON", "wkt": "WKT", "wkb": "WKB"}.get(example, example) or usual.get(form.type, "")
    return f"{TYPES[form.type]} ({shown})" if shown else str(TYPES[form.type])


def schema_fault_words(fault: SchemaFault) -> str:
    """What is wrong with a field of a column, and what to do."""
    return {
        SchemaFault.BAD_NAME: _("Small letters, digits and underscores, a letter first."),
        SchemaFault.NAME_TAKEN: _("Another column has this name. Choose another one."),
        SchemaFault.PROTECTED_NAME: _("Another rule of access holds for this name. Choose another one."),
        SchemaFault.GUARDED: _("A rule of access looks at this column. Change that rule first."),
        SchemaFault.REFERRED: _("Another table refers to this column. Change the reference there first."),
        SchemaFault.LOST: _("A column cannot be left out: its values would be lost."),
        SchemaFault.UNKNOWN_FORM: _("Choose one of the list."),
        SchemaFault.UNKNOWN_SYSTEM: _("Choose one of the list."),
        SchemaFault.BAD_UNIT: _("Write the code of the unit without spaces, for example km/h."),
        SchemaFault.CODE_TWICE: _("A value stands twice in the list."),
        SchemaFault.TOO_MANY_CODES: _("The list is too long: 2000 values at most."),
        SchemaFault.CANNOT_BE_KEY: _("Places and structured values cannot be part of the key."),
        SchemaFault.CANNOT_BE_SORTED: _("Rows cannot be put in the order of structured values."),
        SchemaFault.NO_SUCH_COLUMN: _(
            "There is no such column. Write data set, table and column with dots between them."
        ),
    }[fault]
