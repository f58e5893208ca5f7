"""What a steward may change about the columns of a table, and what that means for the rows that are there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Final

from zenne.dataportal.rules.columns import Code, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.coordinates import SYSTEMS
from zenne.dataportal.rules.forms import FORMS, Form
from zenne.dataportal.rules.line_reading import LineReading
from zenne.dataportal.rules.policies import TablePolicy

NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
UNIT: Final = re.compile(r"[!-~]{0,40}")
MOST_CODES: Final = 2000
WITHOUT_ORDER: Final = {ColumnType.GEOMETRY, ColumnType.JSON}
OTHER_FORMS: Final = (
    Form(ColumnType.TEXT),
    Form(ColumnType.GEOMETRY, "geojson"),
    Form(ColumnType.GEOMETRY, "wkb"),
    Form(ColumnType.JSON),
)
ALL_FORMS: Final = (*FORMS, *OTHER_FORMS)
"""Every type with every way in which files write it."""


@dataclass(frozen=True, slots=True)
class Correction:
    """What the columns of a table shall be from now on.

    Attributes:
        base: the number of the schema that is corrected.
        renamed: for columns with a new name, the name they had, by the new one.
        lines: how lines of the quarantine are read again that were no rows.
    """

    definition: TableDefinition
    base: int
    renamed: dict[str, str] = field(default_factory=dict)
    lines: LineReading | None = None

    def before(self, name: str) -> str:
        """What a column is called in the schema that is corrected."""
        return self.renamed.get(name, name)


class SchemaFault(StrEnum):
    """What is wrong with one field of a column."""

    BAD_NAME = "bad-name"
    NAME_TAKEN = "name-taken"
    PROTECTED_NAME = "protected-name"
    GUARDED = "guarded"
    REFERRED = "referred"
    LOST = "lost"
    UNKNOWN_FORM = "unknown-form"
    UNKNOWN_SYSTEM = "unknown-system"
    BAD_UNIT = "bad-unit"
    CODE_TWICE = "code-twice"
    TOO_MANY_CODES = "too-many-codes"
    CANNOT_BE_KEY = "cannot-be-key"
    CANNOT_BE_SORTED = "cannot-be-sorted"
    NO_SUCH_COLUMN = "no-such-column"


Place = tuple[str, str]
"""A column, by the name it has now, and a field of it."""


def faults_of(old: TableDefinition, correction: Correction, policy: TablePolicy) -> dict[Place, SchemaFault]:
    """What is wrong with a correction, as far as the table itself tells."""
    names = [column.name for column in correction.definition.columns]
    found: dict[Place, SchemaFault] = {}
    for column in correction.definition.columns:
        name = correction.before(column.name)
        was = old.column(name) or Column("", column.type)
        for on, fault in faults_of_column(was, column, correction.definition):
            found.setdefault((name, on), fault)
        for on, fault in faults_of_protection(was, column, policy):
            found.setdefault((name, on), fault)
        if names.count(column.name) > 1:
            found.setdefault((name, "name"), SchemaFault.NAME_TAKEN)
    kept = {correction.before(name) for name in names}
    return found | {(name, "name"): SchemaFault.LOST for name in old.names - kept}


def faults_of_column(was: Column, column: Column, definition: TableDefinition) -> Iterator[tuple[str, SchemaFault]]:
    if not NAME.fullmatch(column.name) and column.name != was.name:
        yield "name", SchemaFault.BAD_NAME
    if Form(column.type, column.format) not in ALL_FORMS and form_of(column) != form_of(was):
        yield "form", SchemaFault.UNKNOWN_FORM
    if column.crs not in SYSTEMS and column.crs != was.crs:
        yield "crs", SchemaFault.UNKNOWN_SYSTEM
    if not UNIT.fullmatch(column.unit):
        yield "unit", SchemaFault.BAD_UNIT
    values = [code.value for code in column.codes]
    if len(set(values)) < len(values):
        yield "codes", SchemaFault.CODE_TWICE
    if len(values) > MOST_CODES:
        yield "codes", SchemaFault.TOO_MANY_CODES
    if column.name in definition.key and column.type in WITHOUT_ORDER:
        yield "key", SchemaFault.CANNOT_BE_KEY
    if column.name in definition.sort and column.type is ColumnType.JSON:
        yield "sort", SchemaFault.CANNOT_BE_SORTED


def faults_of_protection(was: Column, column: Column, policy: TablePolicy) -> Iterator[tuple[str, SchemaFault]]:
    """A rule of access names columns: none may lose its column, and no name may bring another protection."""
    is_renamed = column.name != was.name
    guarded = {rule.column for rule in policy.row_rules}
    if was.name in guarded and form_of(column) != form_of(was):
        yield "form", SchemaFault.GUARDED
    guarded |= {name for needed in policy.mandatory_filters for name in needed.columns}
    if is_renamed and guarded & {was.name, column.name}:
        yield "name", SchemaFault.GUARDED
    if is_renamed and column.name in policy.columns and policy.of(column.name) != policy.of(was.name):
        yield "name", SchemaFault.PROTECTED_NAME


def form_of(column: Column) -> Form:
    """A type and how files write it."""
    return Form(column.type, column.format)


def renamed_policy(policy: TablePolicy, renamed: Mapping[str, str]) -> TablePolicy:
    """The policy that protects renamed columns under both names: versions from before have the old one."""
    more = {name: policy.columns[before] for name, before in renamed.items() if before in policy.columns}
    return replace(policy, columns={**policy.columns, **more}) if more else policy


def is_rewritten(old: TableDefinition, correction: Correction) -> bool:
    """Whether the rows that are there must be looked at and written again."""
    new = correction.definition
    if correction.renamed or (old.key, old.sort, old.names) != (new.key, new.sort, new.names):
        return True
    pairs = [(was, column) for column in new.columns if (was := old.column(column.name))]
    return any(is_other_value(was, column) for was, column in pairs)


def is_other_value(was: Column, column: Column) -> bool:
    """Whether a kept value of a column may be another, or none, under the corrected one."""
    return (
        (was.type, was.crs, was.is_required) != (column.type, column.crs, column.is_required)
        or {code.value for code in was.codes} != {code.value for code in column.codes}
    )  # fmt: skip


def is_read_anew(old: TableDefinition, correction: Correction) -> bool:
    """Whether rows of the quarantine may fit now, or rows of the table may not."""
    if correction.lines or is_rewritten(old, correction):
        return True
    return any((was := old.column(each.name)) and was.format != each.format for each in correction.definition.columns)


BETWEEN: Final = " = "


def codes_in(texts: Mapping[str, str]) -> tuple[list[str], dict[str, dict[str, str]]]:
    """The values in lists of lines ``value = label`` by language, as they come first, and their labels.

    A value that stands twice in one list stands twice in the answer.
    """
    values: list[str] = []
    labels: dict[str, dict[str, str]] = {}
    for language, text in texts.items():
        here: set[str] = set()
        for line in text.splitlines():
            value, _between, label = (part.strip() for part in line.strip().partition(BETWEEN))
            if not value:
                continue
            if value in here or value not in labels:
                values.append(value)
            here.add(value)
            said = labels.setdefault(value, {})
            if label:
                said[language] = label
    return values, labels


def lines_of(codes: tuple[Code, ...], language: str) -> str:
    """The list of values with their labels in one language."""
    return "\n".join(f"{code.value}{BETWEEN}{label}" if (label := code.label.get(language)) else code.value
                     for code in codes)  # fmt: skip
