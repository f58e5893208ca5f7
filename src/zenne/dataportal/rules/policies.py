"""Who may see which data, and how coarsely. Values only: the planner of ``query`` carries them out.

A need is met by a reader; what is not met does not exist for that reader. It is not named in lists, schemas, errors,
counts or statistics.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from zenne.core.languages.public import Translated
from zenne.dataportal.rules.columns import UNSAID


class Level(StrEnum):
    """How near to the city a reader stands; each level has what those before it have."""

    PUBLIC = "public"
    PARTNER = "partner"
    OFFICIAL = "official"


ORDER: Final = tuple(Level)


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a level, and scopes from granted profiles. The installation itself ``sees_everything``."""

    level: Level = Level.PUBLIC
    scopes: frozenset[str] = frozenset()
    sees_everything: bool = False

    def meets(self, need: "Need") -> bool:
        """Whether the reader has the level, and the scope if one is asked for."""
        if self.sees_everything:
            return True
        return ORDER.index(self.level) >= ORDER.index(need.level) and (not need.scope or need.scope in self.scopes)


ANYBODY: Final = Reader()


@dataclass(frozen=True, slots=True)
class Need:
    """What a reader must have. An empty need is met by everybody."""

    level: Level = Level.PUBLIC
    scope: str = ""


OPEN: Final = Need()


class Coarsening(StrEnum):
    """A way to say less than the value."""

    ROUNDED = "rounded"
    """A number to a multiple of ``step``; a place to the centre of its cell in a grid of ``step`` degrees."""
    FIRST_LETTERS = "first-letters"
    """The first ``step`` letters of a text."""
    YEAR = "year"
    """A date or a moment: only its year."""
    MONTH = "month"
    """A date or a moment: only its month."""
    PSEUDONYM = "pseudonym"
    """A keyed hash: the same value has the same pseudonym in one table, and nobody can compute it."""


@dataclass(frozen=True, slots=True)
class Coarser:
    """Whoever does not meet the column's need but this one sees the value as coarsely as ``how`` says."""

    how: Coarsening
    need: Need = OPEN
    step: float = 1


@dataclass(frozen=True, slots=True)
class ColumnPolicy:
    """Who sees a column.

    Attributes:
        need: to see the values as they are.
        coarser: for those who do not meet it, the first that they meet; when there is none, the column does not exist.
        search: to filter, sort, group or aggregate by the column; reading alone does not ask for it.
        is_listed: whoever sees nothing of it still reads that it is there, with the reason.
        reason: why it is not for everybody as it is: for those who know that it is there and do not see all of it.
            Empty: the reason of the table.
    """

    need: Need = OPEN
    coarser: tuple[Coarser, ...] = ()
    search: Need = OPEN
    is_listed: bool = False
    reason: Translated = UNSAID


@dataclass(frozen=True, slots=True)
class RowRule:
    """Rows of which ``column`` has one of ``values`` are only for readers who meet ``need``.

    A rule on a column that the table does not have hides all rows. ``reason`` says to those who do not see these rows
    why not; empty: the reason of the table.
    """

    column: str
    values: tuple[str, ...]
    need: Need
    reason: Translated = UNSAID


@dataclass(frozen=True, slots=True)
class MandatoryFilter:
    """Readers who do not meet ``unless`` get rows only when they say an exact value of each of ``columns``.

    ``reason`` says to them why; empty: the reason of the table.
    """

    columns: tuple[str, ...]
    unless: Need
    reason: Translated = UNSAID


@dataclass(frozen=True, slots=True)
class TablePolicy:
    """Who sees what of a table. Kept beside the schema, because it holds for all versions, old ones too.

    Attributes:
        need: to know of the table at all, together with the need of its data set.
        columns: by name; a column that is not named is seen by whoever sees the table.
        reason: why not everything is public: published.
        is_listed: whoever may know of the data set only still reads that the table is there, with the reason.
    """

    need: Need = OPEN
    columns: dict[str, ColumnPolicy] = field(default_factory=dict)
    row_rules: tuple[RowRule, ...] = ()
    mandatory_filters: tuple[MandatoryFilter, ...] = ()
    reason: Translated = UNSAID
    is_listed: bool = False

    def of(self, column: str) -> ColumnPolicy:
        """The policy of a column."""
        return self.columns.get(column, EVERYBODY_SEES)


EVERYBODY_SEES: Final = ColumnPolicy()
