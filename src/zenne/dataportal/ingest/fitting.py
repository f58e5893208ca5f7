"""Rows of text against the definition of a table: what fits becomes rows, what does not says why.

One question to the engine has for each row its values and, if it does not fit, the first column that is why.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from zenne.dataportal.ingest.conversions import is_no_value, raw_of, typed
from zenne.dataportal.ingest.reasons import Reason
from zenne.dataportal.ingest.staging import KEPT
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.forms import Form
from zenne.dataportal.storage.names import literal, quoted

WORLD: Final = (-180, -90, 180, 90)
BELGIUM: Final = (2.3, 49.4, 6.5, 51.6)
"""Where places of a Belgian city are, generously: numbers that are there only with their axes swapped were swapped."""
REASONS: Final = (
    Reason.WRONG_TYPE,
    Reason.BAD_GEOMETRY,
    Reason.SWAPPED_AXES,
    Reason.OUTSIDE_WORLD,
    Reason.MISSING,
    Reason.NOT_A_CODE,
)
DUPLICATE: Final = -2
"""The place of the reason of a row whose key another row has."""


@dataclass(frozen=True, slots=True)
class Given:
    """A column of the rows that come in.

    Attributes:
        text: an expression for what was said.
        value: an expression for what it means; in it ``raw`` has a name, like the text, that ``checked`` gives it.
        raw: an expression for what is computed once for it.
    """

    column: Column
    text: str
    value: str
    raw: str = "NULL"


@dataclass(frozen=True, slots=True)
class Incoming:
    """Rows that come in.

    Attributes:
        source: what stands after FROM.
        line: an expression for the line, different for each row.
        texts: for each column of the file, its name and an expression for its text.
        shown_line: an expression for the line as people count it; NULL when nobody knows.
        rows_at: a quick way to the rows of some lines, an Arrow array in order, if there is one.
        all_lines: a quick way to the lines of all rows, in Arrow arrays, if there is one.
        sample: what stands after FROM to have only some of the rows, if there is something.
        kinds: for columns of text with few values the engine's type that knows them all. Their numbers are much
            faster put in order than the texts are.
    """

    source: str
    line: str
    given: tuple[Given, ...]
    texts: tuple[tuple[str, str], ...]
    shown_line: str = ""
    rows_at: Callable[[Any], Any] | None = None
    all_lines: Callable[[], Iterable[Any]] | None = None
    sample: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)


def from_texts(  # noqa: PLR0913 - each is another part of the question
    definition: TableDefinition,
    *,
    source: str,
    line: str,
    texts: Sequence[tuple[str, str]],
    columns: dict[str, int],
    shown_line: str = "",
    rows_at: Callable[[Any], Any] | None = None,
    all_lines: Callable[[], Iterable[Any]] | None = None,
    sample: str = "",
    kinds: Mapping[str, str] | None = None,
) -> Incoming:
    """Rows of text; ``columns`` has for the columns of the definition the place in ``texts``."""
    kinds = kinds or {}
    given = []
    for n, column in enumerate(definition.columns):
        text = texts[columns[column.name]][1] if column.name in columns else "NULL::VARCHAR"
        raw = raw_of(text, Form(column.type, column.format))
        value = typed(f"t{n}", column, f"r{n}")
        if column.name in kinds:
            value = f"CAST({value} AS {kinds[column.name]})"
        given.append(Given(column, text, value, raw))
    return Incoming(source, line, tuple(given), tuple(texts), shown_line, rows_at, all_lines, sample, kinds)


def checked(incoming: Incoming, definition: TableDefinition) -> str:
    """A question: ``line``, ``bad`` (NULL, or 10 × column + reason), ``t0`` … as said and ``v0`` … as meant."""
    texts = ", ".join(f"{each.text} AS t{n}, {each.raw} AS r{n}" for n, each in enumerate(incoming.given))
    values = ", ".join(f"{each.value} AS v{n}" for n, each in enumerate(incoming.given))
    files = "".join(f", {text} AS f{n}" for n, (_, text) in enumerate(incoming.texts))
    lines = f"{incoming.line} AS line, {incoming.shown_line or incoming.line} AS shown_line"
    inner = f"SELECT *, {values} FROM (SELECT {lines}, {texts}{files} FROM {incoming.source})"
    columns = enumerate(each.column for each in incoming.given)
    checks = " ".join(check for n, column in columns for check in checks_of(n, column, definition))
    # The engine would push a condition on this below the values and make all of them twice, unless chance is in it.
    bad = f"CASE {checks} END + CAST(random() AS INTEGER) * 0" if checks else "NULL::INTEGER"
    return f"SELECT *, {bad} AS bad FROM ({inner})"


def checks_of(n: int, column: Column, definition: TableDefinition) -> Iterator[str]:
    """What may be wrong with a column, as branches of CASE."""

    def branch(condition: str, reason: Reason) -> str:
        return f"WHEN {condition} THEN {10 * n + REASONS.index(reason)}"

    if column.type is not ColumnType.TEXT:
        # What a text says is only looked at where there is no value.
        says = f"CASE WHEN t{n} IS NOT NULL AND v{n} IS NULL THEN NOT {is_no_value(f't{n}')} END"
        is_place = column.type is ColumnType.GEOMETRY
        yield branch(says, Reason.BAD_GEOMETRY if is_place else Reason.WRONG_TYPE)
    if column.type is ColumnType.GEOMETRY:
        west, south, east, north = BELGIUM
        yield branch(
            f"v{n} IS NOT NULL AND ST_XMin(v{n}) BETWEEN {south} AND {north} AND ST_XMax(v{n}) <= {north} "
            f"AND ST_YMin(v{n}) BETWEEN {west} AND {east} AND ST_YMax(v{n}) <= {east}",
            Reason.SWAPPED_AXES,
        )
        west, south, east, north = WORLD
        yield branch(
            f"v{n} IS NOT NULL AND NOT (ST_XMin(v{n}) >= {west} AND ST_YMin(v{n}) >= {south} "
            f"AND ST_XMax(v{n}) <= {east} AND ST_YMax(v{n}) <= {north})",
            Reason.OUTSIDE_WORLD,
        )
        yield branch(f"v{n} IS NOT NULL AND NOT ST_IsValid(v{n})", Reason.BAD_GEOMETRY)
    if column.is_required or column.name in definition.key:
        yield branch(f"v{n} IS NULL", Reason.MISSING)
    if column.codes:
        codes = ", ".join(literal(code.value) for code in column.codes)
        yield branch(f"v{n} IS NOT NULL AND trim(t{n}) NOT IN ({codes})", Reason.NOT_A_CODE)


def reason_of(bad: str) -> str:
    """An expression for the code of a reason."""
    branches = " ".join(f"WHEN {n} THEN {literal(reason.value)}" for n, reason in enumerate(REASONS))
    return (
        f"CASE WHEN {bad} = {DUPLICATE} THEN {literal(Reason.DUPLICATE.value)} ELSE CASE {bad} % 10 {branches} END END"
    )


def quarantined(incoming: Incoming, question: str, key: Sequence[str]) -> str:
    """A question: the rows of ``question`` that do not fit, in the columns of the quarantine."""
    names = " ".join(f"WHEN {n} THEN {literal(each.column.name)}" for n, each in enumerate(incoming.given))
    said = " ".join(f"WHEN {n} THEN t{n}" for n in range(len(incoming.given)))
    key_columns = literal(", ".join(key)) if key else "NULL"
    key_names = [n for n, each in enumerate(incoming.given) if each.column.name in key]
    key_values = ", ".join(f"t{n}" for n in key_names)
    key_said = f"concat_ws(', ', {key_values})" if key_values else "NULL"
    place = "CAST(floor(bad / 10) AS INTEGER)"
    fields = ", ".join(f"f{n}" for n in range(len(incoming.texts)))
    pairs = ", ".join(f"{literal(source)}, f{n}" for n, (source, _) in enumerate(incoming.texts))
    return (
        f"SELECT shown_line AS line, "
        f"CASE WHEN bad = {DUPLICATE} THEN {key_columns} ELSE CASE {place} {names} END END AS column, "
        f"left(CASE WHEN bad = {DUPLICATE} THEN {key_said} ELSE CASE {place} {said} END END, 1000) AS value, "
        f"{reason_of('bad')} AS reason, left(concat_ws(' | ', {fields}), {KEPT}) AS raw, "
        f"CAST(json_object({pairs}) AS VARCHAR) AS _values, NULL::VARCHAR AS _layout "
        f"FROM ({question}) WHERE bad IS NOT NULL"
    )


def rows_of(incoming: Incoming) -> str:
    """The columns of a table in its files, from what ``checked`` gives."""
    return ", ".join(expression for n, each in enumerate(incoming.given) for expression in stored(n, each.column))


def stored(n: int, column: Column) -> Iterator[str]:
    if column.type is not ColumnType.GEOMETRY:
        yield f"v{n} AS {quoted(column.name)}"
        return
    yield f"ST_AsWKB(v{n})::BLOB AS {quoted(column.name)}"
    for side, function in (("xmin", "ST_XMin"), ("ymin", "ST_YMin"), ("xmax", "ST_XMax"), ("ymax", "ST_YMax")):
        yield f"{function}(v{n})::DOUBLE AS {quoted(f'_{side}_{column.name}')}"
