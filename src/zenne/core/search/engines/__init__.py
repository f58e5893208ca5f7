"""What the two databases do differently: how a query is written down, and the statements that answer it."""

from typing import Protocol

from django.db import connection

from zenne.core.search.engines import postgresql, sqlite
from zenne.core.search.engines.parameters import Parameters
from zenne.core.search.rules.reading import Expression


class Engine(Protocol):
    """The face of one database. Statements take named parameters; everything in them is bound, nothing is pasted."""

    OWN_LANGUAGE: str
    """A page of the documents that match, best first; one row with the total alone when the page is empty."""
    EVERYWHERE: str
    """The same over several languages: each thing once, the reader's language first."""
    KNOWN: str
    """For each of several expressions, in their order, whether any document matches it."""

    @staticmethod
    def written(expression: Expression) -> str: ...

    @staticmethod
    def written_phrases(tokens: tuple[str, ...]) -> str: ...

    @staticmethod
    def list_parameter(values: list[str]) -> str | list[str]: ...

    @staticmethod
    def similar(word: str) -> tuple[str, Parameters]: ...

    @staticmethod
    def tidy() -> str: ...


def engine() -> Engine:
    """The engine of the database in use."""
    return sqlite.Sqlite() if connection.vendor == "sqlite" else postgresql.Postgresql()
