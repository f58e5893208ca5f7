"""How the columns of an answer are written in each family of formats."""

from collections.abc import Callable, Iterable
from typing import Final

from zenne.dataportal.query.plan import Output
from zenne.dataportal.query.statements import literal, quoted
from zenne.dataportal.rules.columns import ColumnType

Encoder = Callable[[Output], str]
FORMULA_AT_BEGIN: Final = r"^(\s*[=+\-@＝＋－＠]|[\t\r\n])"
MARKED: Final = r"'\1"
FORMULA_LATER: Final = r"([;\t\r\n][\s\"]*)([=+\-@＝＋－＠])"
MARKED_LATER: Final = r"\1'\2"
JSON_TEXTS: Final = r'"(?:[^"\\]|\\.)*"'


def moment(sql: str) -> str:
    """ISO 8601 in UTC, with parts of a second only where there are some.

    Without the calendar of time zones, which takes more time than all the rest of an export.
    """
    return f"TRY(replace(CAST(make_timestamp(epoch_us({sql})) AS VARCHAR), ' ', 'T') || 'Z')"


def for_json(column: Output) -> str:
    """An expression whose ``to_json`` is the value as JSON. JSON has no number that is not finite."""
    match column.type:
        case ColumnType.NUMBER:
            return f"CASE WHEN isfinite({column.sql}) THEN {column.sql} END"
        case ColumnType.TIMESTAMP:
            return moment(column.sql)
        case ColumnType.GEOMETRY:
            return f"TRY(ST_AsGeoJSON(ST_GeomFromWKB({column.sql})))"
        case ColumnType.JSON:
            # The engine reads numbers as JSON that JSON does not have: what has one stays a text.
            outside = f"regexp_replace({column.sql}, {literal(JSON_TEXTS)}, '', 'g')"
            is_json = f"NOT regexp_matches({outside}, '(?i)na|in')"
            return f"coalesce(CASE WHEN {is_json} THEN TRY_CAST({column.sql} AS JSON) END, to_json({column.sql}))"
        case _:
            return column.sql


def for_sheet(column: Output) -> str:
    """A text, number or truth, for CSV: places as WKT."""
    match column.type:
        case ColumnType.TIMESTAMP:
            return moment(column.sql)
        case ColumnType.GEOMETRY:
            return f"TRY(ST_AsText(ST_GeomFromWKB({column.sql})))"
        case ColumnType.DATE | ColumnType.TIME:
            return f"CAST({column.sql} AS VARCHAR)"
        case _:
            return f"CAST({column.sql} AS VARCHAR)" if column.stored.startswith("DECIMAL") else column.sql


def for_sheet_without_formulas(column: Output) -> str:
    """As ``for_sheet``, with an apostrophe before every text that a spreadsheet would compute.

    Also within a text where a new cell may begin: a program that expects semicolons between cells sees one there.
    Source: OWASP, CSV Injection.
    """
    if column.type not in {ColumnType.TEXT, ColumnType.JSON}:
        return for_sheet(column)
    begin = f"regexp_replace({column.sql}, {literal(FORMULA_AT_BEGIN)}, {literal(MARKED)})"
    return f"regexp_replace({begin}, {literal(FORMULA_LATER)}, {literal(MARKED_LATER)}, 'g')"


def as_stored(column: Output) -> str:
    """The value itself, for formats with types of their own."""
    return f"CAST({column.sql} AS DOUBLE)" if column.stored.startswith("DECIMAL") else column.sql


def json_object(columns: Iterable[Output]) -> str:
    """The columns as one JSON object."""
    pairs = ", ".join(f"{quoted(column.name)} := {for_json(column)}" for column in columns)
    return f"to_json(struct_pack({pairs}))" if pairs else "to_json(MAP {})"


def chosen(columns: Iterable[Output], encoder: Encoder) -> str:
    """The columns, each encoded under its own name."""
    return ", ".join(f"{encoder(column)} AS {column.sql}" for column in columns)
