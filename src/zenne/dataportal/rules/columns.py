"""The columns of a table: what their values are and what they mean."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from zenne.core.languages.public import Translated

UNSAID: Final = Translated()
"""No text in any language."""


class ColumnType(StrEnum):
    """What the values of a column are. Names as in Frictionless Table Schema, where it has one."""

    TEXT = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    DATE = "date"
    TIME = "time"
    TIMESTAMP = "datetime"
    GEOMETRY = "geometry"
    JSON = "json"


NUMBERS: Final = frozenset({ColumnType.INTEGER, ColumnType.NUMBER})
STORED_AS: Final = {
    ColumnType.TEXT: "VARCHAR",
    ColumnType.INTEGER: "BIGINT",
    ColumnType.NUMBER: "DOUBLE",
    ColumnType.BOOLEAN: "BOOLEAN",
    ColumnType.DATE: "DATE",
    ColumnType.TIME: "TIME",
    ColumnType.TIMESTAMP: "TIMESTAMP WITH TIME ZONE",
    ColumnType.GEOMETRY: "BLOB",
    ColumnType.JSON: "VARCHAR",
}
"""The type in Parquet and DuckDB. A geometry is WKB in EPSG:4326, longitude first; a time is a moment in UTC."""

ROW: Final = "_row"
"""The name of the hidden column that numbers the rows of a table: unique in a version, BIGINT."""


@dataclass(frozen=True, slots=True)
class Code:
    """One value that a column may have, and what it stands for."""

    value: str
    label: Translated = UNSAID


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: as in the API: lower-case letters, digits and underscores, a letter first; unique in its table.
        source: how the column is called in the files that it is loaded from.
        unit: a UCUM code (``km/h``, ``ug/m3``); empty when there is none.
        codes: the only values allowed, if any are given.
        refers_to: ``dataset.table.column`` of which the values come from; empty when none.
        crs: EPSG code in which geometries come in (4326, 31370, 3812, 3857); they are kept in 4326.
        is_required: a row without a value does not fit.
        format: how dates and numbers are written in the files, in DuckDB's ``strptime`` codes or ``1.234,5``.
        note: why the type is what it is, when values would also fit another: shown to the steward.
    """

    name: str
    type: ColumnType
    source: str = ""
    title: Translated = UNSAID
    description: Translated = UNSAID
    unit: str = ""
    codes: tuple[Code, ...] = ()
    refers_to: str = ""
    crs: int = 4326
    is_required: bool = False
    format: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """What the rows of a table are, at one version of its schema.

    Attributes:
        key: the columns of which the values together name one row; empty when there are none.
        sort: the columns that readers filter on most: rows lie in this order, so that less is read.
    """

    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    sort: tuple[str, ...] = ()
    names: frozenset[str] = field(init=False, repr=False, compare=False, default=frozenset())

    def __post_init__(self) -> None:
        object.__setattr__(self, "names", frozenset(column.name for column in self.columns))

    @property
    def has_places(self) -> bool:
        """Whether there is a column of geometries."""
        return any(column.type is ColumnType.GEOMETRY for column in self.columns)

    def column(self, name: str) -> Column | None:
        """The column of that name, if there is one."""
        return next((column for column in self.columns if column.name == name), None)
