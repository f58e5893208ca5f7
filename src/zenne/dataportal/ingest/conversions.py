"""Texts as values: for each form an expression of the engine that is NULL where a text does not fit."""

from typing import Final

from zenne.dataportal.rules.columns import Column, ColumnType
from zenne.dataportal.rules.forms import FALSE_WORDS, NO_VALUE, TRUE_WORDS, Form
from zenne.dataportal.storage.names import literal

NUMBERS: Final = {
    "1.234,5": (
        r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:[. \x{a0}\x{202f}][0-9]{3})+)(?:,[0-9]+)?",
        r"[. \x{a0}\x{202f}]",
    ),
    "1,234.5": (r"-?(?:0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:[.][0-9]+)?", ","),
}
SHAPES: Final = {"%d": "[0-9]{1,2}", "%m": "[0-9]{1,2}", "%Y": "[12][0-9]{3}", "%H": "[0-9]{1,2}", "%M": "[0-9]{2}"}


def words(all_words: tuple[str, ...]) -> str:
    return ", ".join(map(literal, all_words))


def is_one_of(text: str, all_words: tuple[str, ...]) -> str:
    """Whether a text is one of some words, in capitals or not."""
    # Of IN the engine makes a join, for which it computes the text of every row, also where nothing asks for it.
    return f"list_contains([{words(all_words)}], lower(trim({text})))"


def is_no_value(text: str) -> str:
    """Whether a text is a word for no value, or blank."""
    return f"(CASE WHEN length({text}) < 10 THEN {is_one_of(text, ('', *NO_VALUE))} ELSE trim({text}) = '' END)"


def raw_of(text: str, form: Form) -> str:
    """What the engine makes of a text by itself, which costs little; ``value_of`` looks whether it is right."""
    kind = CAST_TO.get(form) if not form.format else None
    return f"TRY_CAST({text} AS {kind})" if kind else "NULL"


def value_of(text: str, form: Form, raw: str = "") -> str:
    """The value that a text stands for in a form, NULL when it does not fit.

    The usual ways of writing come first and are cheap; what is left is looked at with care.

    Args:
        raw: what ``raw_of`` gives, computed already.
    """
    made = MAKERS.get(form.type)
    return made(text, form.format, raw or raw_of(text, form)) if made else text


def integer(text: str, _: str, raw: str) -> str:
    # There and back: the engine would also take 1.5, 1e3 and 007.
    t = f"trim({text})"
    careful = f"CASE WHEN CAST(TRY_CAST({t} AS BIGINT) AS VARCHAR) = {t} THEN TRY_CAST({t} AS BIGINT) END"
    return f"CASE WHEN CAST({raw} AS VARCHAR) = {text} THEN {raw} ELSE {careful} END"


def number(text: str, written: str, raw: str) -> str:
    t = f"trim({text})"
    if written in NUMBERS:
        shape, between = NUMBERS[written]
        plain = f"regexp_replace({t}, {literal(between)}, '', 'g')"
        plain = f"replace({plain}, ',', '.')" if written == "1.234,5" else plain
        return f"CASE WHEN regexp_full_match({t}, {literal(shape)}) THEN TRY_CAST({plain} AS DOUBLE) END"
    # Below this limit a number is exact, also without a point, and finite.
    is_usual = f"{text} >= '1' AND {text} < ':' AND {raw} < 1e15 AND NOT contains({text}, '_')"
    is_small = f"starts_with({text}, '0.') AND {raw} < 1e15 AND NOT contains({text}, '_')"
    return f"CASE WHEN {is_usual} OR {is_small} THEN {raw} ELSE {careful_number(t)} END"


def careful_number(t: str) -> str:
    is_code = f"(starts_with({t}, '0') AND {t} <> '0' AND {t}[2] BETWEEN '0' AND '9') OR starts_with({t}, '+')"
    is_exact = (
        f"contains({t}, '.') OR TRY_CAST({t} AS BIGINT) IS NOT NULL OR contains({t}, 'e-') OR contains({t}, 'e+')"
    )
    return (
        f"CASE WHEN isfinite(TRY_CAST({t} AS DOUBLE)) AND NOT ({is_code}) AND NOT contains({t}, '_') "
        f"AND ({is_exact}) THEN TRY_CAST({t} AS DOUBLE) END"
    )


def boolean(text: str, _: str, raw: str) -> str:
    yes, no = is_one_of(text, TRUE_WORDS), is_one_of(text, FALSE_WORDS)
    careful = f"CASE WHEN {yes} THEN true WHEN {no} THEN false END"
    return f"CASE WHEN {text} = 'true' THEN true WHEN {text} = 'false' THEN false ELSE {careful} END"


def day(text: str, written: str, raw: str) -> str:
    t = f"trim({text})"
    if written:
        return f"CAST({strptime(t, written)} AS DATE)"
    careful = f"CASE WHEN CAST(TRY_CAST({t} AS DATE) AS VARCHAR) = {t} THEN TRY_CAST({t} AS DATE) END"
    return f"CASE WHEN CAST({raw} AS VARCHAR) = {text} THEN {raw} ELSE {careful} END"


def time_of_day(text: str, _: str, raw: str) -> str:
    t = f"trim({text})"
    shape = "[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:[.][0-9]{1,6})?)?"
    padded = f"CASE WHEN {t}[2] = ':' THEN '0' || {t} ELSE {t} END"
    full = f"CASE WHEN length({padded}) = 5 THEN {padded} || ':00' ELSE {padded} END"
    return f"CASE WHEN regexp_full_match({t}, {literal(shape)}) THEN TRY_CAST({full} AS TIME) END"


def moment(text: str, written: str, raw: str) -> str:
    # A moment without an offset is one on the clock of the city: the engine's time zone.
    if written:
        return f"CAST({strptime(f'trim({text})', written)} AS TIMESTAMPTZ)"
    return f"CASE WHEN length({text}) >= 16 AND NOT contains({text}, '(') THEN {raw} END"


def strptime(t: str, written: str) -> str:
    shape = written.replace(".", "[.]")
    for code, digits in {**SHAPES, "%S": "[0-9]{2}"}.items():
        shape = shape.replace(code, digits)
    return f"CASE WHEN regexp_full_match({t}, {literal(shape)}) THEN try_strptime({t}, {literal(written)}) END"


def place(t: str, written: str, _: str) -> str:
    if written == "geojson":
        return f"TRY(ST_GeomFromGeoJSON({t}))"
    if written == "wkb":
        return f"TRY(ST_GeomFromHEXWKB({t}))"
    shape = r"(?i)(multi)?(point|linestring|polygon)\s*(z|m|zm)?\s*(\(|empty).*|geometrycollection.*"
    return f"CASE WHEN regexp_full_match({t}, {literal(shape)}, 's') THEN TRY(ST_GeomFromText({t})) END"


def structure(t: str, _: str, __: str) -> str:
    return f"CASE WHEN json_valid({t}) THEN {t} END"


CAST_TO: Final = {
    Form(ColumnType.INTEGER): "BIGINT",
    Form(ColumnType.NUMBER): "DOUBLE",
    Form(ColumnType.DATE): "DATE",
    Form(ColumnType.TIMESTAMP): "TIMESTAMPTZ",
}
MAKERS: Final = {
    ColumnType.INTEGER: integer,
    ColumnType.NUMBER: number,
    ColumnType.BOOLEAN: boolean,
    ColumnType.DATE: day,
    ColumnType.TIME: time_of_day,
    ColumnType.TIMESTAMP: moment,
    ColumnType.GEOMETRY: place,
    ColumnType.JSON: structure,
}


def typed(text: str, column: Column, raw: str = "") -> str:
    """The value of a column, NULL for what says nothing and for what does not fit. Geometries are GEOMETRY in 4326."""
    if column.type is ColumnType.TEXT:
        return text
    made = value_of(text, Form(column.type, column.format), raw)
    if column.type is ColumnType.GEOMETRY and column.crs != 4326:
        made = f"TRY(ST_Transform({made}, 'EPSG:{column.crs:d}', 'EPSG:4326', always_xy := true))"
    return made
