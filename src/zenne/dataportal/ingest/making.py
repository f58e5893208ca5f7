"""The next version of a table, from a file: everything up to the moment of publishing.

The caller holds ``storage.loading.writing(table)`` until it is published.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from zenne.dataportal.ingest.conversions import typed
from zenne.dataportal.ingest.counting import count_columns
from zenne.dataportal.ingest.defining import (
    extended_definition,
    new_definition,
    numbers_of,
    same_definition,
    with_distinct,
)
from zenne.dataportal.ingest.files import read_file
from zenne.dataportal.ingest.fitting import Incoming, from_texts
from zenne.dataportal.ingest.pieces import Piece
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import LINE, STAGED, Stage
from zenne.dataportal.ingest.writing import Writer, commonest_reason, write_quarantine
from zenne.dataportal.models import Load, Table, Version
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.coordinates import guess_crs
from zenne.dataportal.rules.forms import Form
from zenne.dataportal.rules.manifests import Manifest, Part
from zenne.dataportal.storage.engine import engine_module
from zenne.dataportal.storage.history import Moved, moved_versions
from zenne.dataportal.storage.loading import loading_engine
from zenne.dataportal.storage.merging import Compacted, compacted, without_keys_of
from zenne.dataportal.storage.statistics import last_row, statistics_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Way: Final = Load.Way
DEGREES: Final = 4326


@dataclass(frozen=True, slots=True)
class Made:
    """What can be published: all files are on disk. ``taken`` and ``refused`` count the rows of this file.

    ``moved`` are versions of before that read from other files then, instead of those in ``gone``.
    """

    definition: TableDefinition
    manifest: Manifest
    statistics: dict[str, Any]
    taken: int
    refused: int
    moved: tuple[Moved, ...] = ()
    gone: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: a file, how it goes into the table, columns that shall be its key, and the one table of it."""

    path: Path
    name: str
    way: str = Way.REPLACE
    key: tuple[str, ...] = ()
    piece: Piece | None = None


def make_version(
    table: Table, order: Order, *, folder: Path, progress: Callable[[int], None], is_read: Callable[[], None]
) -> Made:
    """Read a file and write its rows beside those of the table.

    Args:
        folder: where to work; only for this load.
        progress: hears how many bytes of the file were read.
        is_read: is called when all of it was.

    Raises:
        CannotLoad: nothing in it fits, or it is not what it should be.
    """
    stage = Stage(folder)
    if order.piece is None:
        read_file(order.path, order.name, stage, progress)
    else:
        order.piece.read(order.path, stage, progress)
    stage.end()
    is_read()
    if not stage.rows and not stage.bad:
        raise CannotLoad("no-rows")
    engine = loading_engine(folder)
    try:
        return Maker(engine, table, stage, order).make()
    except engine_module().OutOfMemoryException as error:
        raise CannotLoad("too-little-memory") from error
    finally:
        engine.close()


class Maker:
    """Makes the next version of a table from a staged file."""

    def __init__(self, engine: "DuckDBPyConnection", table: Table, stage: Stage, order: Order) -> None:
        self.engine = engine
        self.table = table
        self.stage = stage
        self.order = order
        stage.offer(engine)
        self.counted = count_columns(engine, stage)
        self.current = table.versions.filter(ended_at=None).first()
        self.definition = self.define()

    def define(self) -> TableDefinition:
        newest = self.table.schemas.order_by("-number").first()
        if newest is None:
            definition = self.with_references(self.with_system(new_definition(self.stage, self.counted)))
        elif self.order.way == Way.REPLACE:
            definition = extended_definition(newest.definition, self.stage, self.counted)
        else:
            definition = same_definition(newest.definition, self.stage, self.counted)
        if self.order.key:
            if unknown := [name for name in self.order.key if name not in definition.names]:
                raise CannotLoad("unknown-key", columns=", ".join(unknown))
            definition = replace(definition, key=self.order.key)
        if self.order.way == Way.UPSERT and not definition.key:
            raise CannotLoad("no-key")
        return definition

    def with_references(self, definition: TableDefinition) -> TableDefinition:
        """The definition with what the standard of the file says of the columns of other tables."""
        known = self.order.piece.references if self.order.piece else {}
        slug = self.table.dataset.slug
        columns = [
            replace(column, refers_to=f"{slug}.{known[column.name]}") if column.name in known else column
            for column in definition.columns
        ]
        return replace(definition, columns=tuple(columns))

    def with_system(self, definition: TableDefinition) -> TableDefinition:
        """The definition, its places in the coordinate system that their numbers can only be in."""
        numbers = numbers_of(definition, self.stage)
        columns = []
        for column in definition.columns:
            if column.type is ColumnType.GEOMETRY and column.crs == DEGREES:
                place = typed(f"c{numbers[column.name]}", column)
                usual = f"SELECT median(ST_XMin({place})), median(ST_YMin({place})) FROM {STAGED}"
                x, y = self.engine.execute(usual).fetchone() or (None, None)
                column = column if x is None else replace(column, crs=guess_crs(x, y))  # noqa: PLW2901 - the same one
            columns.append(column)
        return replace(definition, columns=tuple(columns))

    def make(self) -> Made:
        """Write what fits and what does not."""
        kept = self.current.manifest.parts if self.current and self.order.way != Way.REPLACE else ()
        writer = Writer(self.engine, self.table, self.definition)
        written = writer.write(
            self.incoming(),
            rows=self.stage.rows,
            after_row=last_row(self.engine, self.table, kept),
            beside=kept if self.order.way == Way.APPEND else (),
            doubtful=self.doubtful(),
        )
        refused = written.misfits + self.stage.bad
        before = self.current.manifest.quarantine if self.current and self.order.way != Way.REPLACE else None
        questions = [written.quarantine] if written.misfits else []
        quarantine = write_quarantine(self.engine, self.table, self.stage, questions, before)
        if written.part is None:
            reason = commonest_reason(self.engine, self.table, quarantine) if quarantine else ""
            raise CannotLoad("nothing-fits", reason=str(reason), rows=refused)
        done = self.parts(kept, written.part)
        return Made(
            self.definition,
            Manifest(done.parts, quarantine),
            self.statistics(done.parts),
            written.part.rows,
            refused,
            tuple(moved_versions(self.engine, self.table, kept, done)) if self.order.way == Way.APPEND else (),
            done.gone,
        )

    def doubtful(self) -> list[int]:
        """The numbers of the columns in which values may not fit: all those of which the contrary was not counted."""
        numbers = numbers_of(self.definition, self.stage)
        return [n for n, column in enumerate(self.definition.columns) if self.is_doubtful(column, numbers)]

    def is_doubtful(self, column: Column, numbers: dict[str, int]) -> bool:
        if column.is_required or column.codes or column.name in self.definition.key:
            return True
        form = Form(column.type, column.format)
        is_place = column.type is ColumnType.GEOMETRY
        return column.name in numbers and (is_place or not self.counted[numbers[column.name]].all_fit(form))

    def is_proven(self, name: str, number: int) -> bool:
        """Whether every value of the file says something, and fits the form of its column."""
        column, counted = self.definition.column(name), self.counted[number]
        return column is not None and not counted.tally.no_value and counted.all_fit(Form(column.type, column.format))

    def incoming(self) -> Incoming:
        numbers = numbers_of(self.definition, self.stage)
        texts = [(source or f"column {n + 1}", f"c{n}") for n, source in enumerate(self.stage.sources)]
        return from_texts(
            self.definition,
            source=STAGED,
            line=LINE,
            texts=texts,
            columns=numbers,
            proven=[name for name, number in numbers.items() if self.is_proven(name, number)],
        )

    def parts(self, kept: Sequence[Part], new: Part) -> Compacted:
        if self.order.way == Way.UPSERT:
            kept = without_keys_of(self.engine, self.table, self.definition, kept, new)
        if not kept:
            return Compacted((new,))
        return compacted(self.engine, self.table, self.definition, (*kept, new))

    def statistics(self, parts: Sequence[Part]) -> dict[str, Any]:
        found = with_distinct(self.definition.columns, self.stage, self.counted)
        distinct = {column.name: number for column, number in found if number >= 0}
        if self.order.way != Way.REPLACE:
            distinct = most(distinct, self.current)
        return statistics_of(self.engine, self.table, self.definition, parts, distinct)


def most(distinct: dict[str, int], version: Version | None) -> dict[str, int]:
    """At least as many different values as there were before."""
    before = version.statistics if version else {}
    return {name: max(number, before.get(name, {}).get("distinct", 0)) for name, number in distinct.items()}
