"""The data sets that modules declare: what they measure, kept up to date by itself."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zenne.core.tasks.public import Timetable
from zenne.dataportal.rules.columns import Code, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.policies import Level, TablePolicy
from zenne.dataportal.words.sentences import in_every_language

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Row = Sequence[Any]


@dataclass(frozen=True, slots=True)
class DeclaredColumn:
    """A column that a module gives, with lazily translated texts. A place is a pair: longitude and latitude.

    ``codes`` has the only values that it can have, each with what it stands for.
    """

    name: str
    type: ColumnType
    title: "StrOrPromise"
    description: "StrOrPromise" = ""
    unit: str = ""
    refers_to: str = ""
    codes: tuple[tuple[str, "StrOrPromise"], ...] = ()

    def column(self) -> Column:
        """As it stands in the schema, with its texts in every language."""
        return Column(
            self.name,
            self.type,
            title=in_every_language(self.title),
            description=in_every_language(self.description),
            unit=self.unit,
            refers_to=self.refers_to,
            codes=tuple(Code(value, in_every_language(label)) for value, label in self.codes),
        )


@dataclass(frozen=True, slots=True)
class DeclaredTable:
    """A table that a module gives.

    Attributes:
        rows: gives all rows as they are now, each with a value a column, in the same order for the same facts.
        key: the columns that name a row.
        policy: who sees what of it; where the facts are about people, this is what protects them.
    """

    name: str
    title: "StrOrPromise"
    columns: tuple[DeclaredColumn, ...]
    rows: Callable[[], Iterable[Row]]
    description: "StrOrPromise" = ""
    key: tuple[str, ...] = ()
    policy: TablePolicy = field(default_factory=TablePolicy)

    def definition(self) -> TableDefinition:
        """The schema of the table."""
        return TableDefinition(tuple(column.column() for column in self.columns), key=self.key)


@dataclass(frozen=True, slots=True)
class DeclaredDataset:
    """A data set that a module keeps up to date.

    Attributes:
        slug: its name in addresses; it never changes.
        origin: the module.
        title, description, source: lazily translated.
        keywords: words with commas between them, lazily translated.
        timetable: when its rows are looked at again; a new version is published only when something differs.
        frequency: a code of the EU's frequencies, for readers.
    """

    slug: str
    origin: str
    title: "StrOrPromise"
    description: "StrOrPromise"
    tables: tuple[DeclaredTable, ...]
    timetable: Timetable
    keywords: "StrOrPromise" = ""
    source: "StrOrPromise" = ""
    themes: tuple[str, ...] = ("GOVE",)
    licence: str = "CC0-1.0"
    frequency: str = "DAILY"
    level: Level = Level.PUBLIC
    reason: "StrOrPromise" = ""

    def said(self) -> Mapping[str, Any]:
        """What the module says of it, by the column of ``Dataset`` in which it stands."""
        keywords = in_every_language(self.keywords).items()
        return {
            "title": in_every_language(self.title),
            "description": in_every_language(self.description),
            "source": in_every_language(self.source),
            "keywords": {language: [word.strip() for word in words.split(",")] for language, words in keywords},
            "themes": list(self.themes),
            "licence": self.licence,
            "frequency": self.frequency,
            "level": self.level.value,
            "reason": in_every_language(self.reason),
        }


_declared: dict[str, DeclaredDataset] = {}


class DatasetTaken(ValueError):
    """Two modules declare a data set of the same name."""

    code = "dataset-taken"


class UnknownDataset(LookupError):
    """No module declares a data set of that name."""

    code = "unknown-dataset"


def keep(dataset: DeclaredDataset) -> None:
    """Remember a declaration. Raises DatasetTaken."""
    if _declared.setdefault(dataset.slug, dataset) != dataset:
        raise DatasetTaken(f"another module already declares a data set {dataset.slug!r}")


def declared_dataset(slug: str) -> DeclaredDataset:
    """The declaration of a data set. Raises UnknownDataset."""
    try:
        return _declared[slug]
    except KeyError:
        raise UnknownDataset(slug) from None


def declared_datasets(origin: str) -> list[DeclaredDataset]:
    """What one module declares."""
    return [each for each in _declared.values() if each.origin == origin]
