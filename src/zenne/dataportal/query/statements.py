"""The pieces of a statement for DuckDB: names are quoted here and nowhere else, values are parameters."""

from dataclasses import dataclass, field
from typing import Any

from zenne.dataportal.rules.columns import STORED_AS, ColumnType


def quoted(name: str) -> str:
    """A name as an identifier, whatever is in it."""
    return '"' + name.replace('"', '""') + '"'


def literal(text: str) -> str:
    """A text that we have made ourselves, such as the name of a file, in the statement.

    The engine opens files when it plans: with a name among the parameters it would plan twice. Whatever comes from a
    reader is a parameter.
    """
    return "'" + text.replace("'", "''") + "'"


@dataclass(slots=True)
class Parameters:
    """The values of one statement, by the names under which it refers to them."""

    values: dict[str, Any] = field(default_factory=dict)

    def add(self, value: Any) -> str:
        """Take a value and give back what stands for it in the statement."""
        name = f"p{len(self.values)}"
        self.values[name] = value
        return f"${name}"

    def typed(self, value: Any, kind: ColumnType) -> str:
        """As ``add``, with the type that the columns of this kind have."""
        place = self.add(value)
        return f"CAST({place} AS {STORED_AS[kind]})"

    def copy(self) -> "Parameters":
        return Parameters(dict(self.values))
