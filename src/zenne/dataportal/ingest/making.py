"""The next version of a table, from a file: everything up to the moment of publishing.

The caller holds ``storage.loading.writing(table)`` until it is published.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from zenne.dataportal.ingest.conversions import typed
from zenne.dataportal.ingest.counting import count_columns, settled
from zenne.dataportal.ingest.defining import extended_definition, new_definition, numbers_of, same_definition
from zenne.dataportal.ingest.files import read_file
from zenne.dataportal.ingest.fitting import Incoming, from_texts
from zenne.dataportal.ingest.pieces import Piece
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.staging import LINE, SAMPLED, STAGED, Remark, Stage
from zenne.dataportal.ingest.writing import Writer, Written, commonest_reason, write_quarantine
from zenne.dataportal.models import Load, Table
from zenne.dataportal.rules.columns import ColumnType, TableDefinition
from zenne.dataportal.rules.coordinates import guess_crs
from zenne.dataportal.rules.layout import is_order_secret
from zenne.dataportal.rules.manifests import Manifest, Part
from zenne.dataportal.storage.contents import last_row, values_in
from zenne.dataportal.storage.engine import engine_module
from zenne.dataportal.storage.history import Moved, moved_versions
from zenne.dataportal.storage.loading import loading_engine
from zenne.dataportal.storage.merging import Compacted, compacted, without_keys_of
from zenne.dataportal.storage.names import literal
from zenne.dataportal.storage.parts import remove_part

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

Way: Final = Load.Way
DEGREES: Final = 4326


@dataclass(frozen=True, slots=True)
class Made:
    """What can be published: all files are on disk. ``taken`` and ``refused`` count the rows of this file.

    ``moved`` are versions of before that read from other files then, instead of those in ``gone``. ``remarks`` says
    what was left out of the file.
    """

    definition: TableDefinition
    manifest: Manifest
    taken: int
    refused: int
    moved: tuple[Moved, ...] = ()
    gone: tuple[Part, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: a file, how it goes into the table, columns that shall be its key, and the one table of it.

    ``sheet`` names the one of a workbook that is wanted.
    """

    path: Path
    name: str
    way: str = Way.REPLACE
    key: tuple[str, ...] = ()
    piece: Piece | None = None
    sheet: str = ""


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
        read_file(order.path, order.name, stage, progress, sheet=order.sheet)
    else:
        order.piece.read(order.path, stage, progress)
    stage.end()
    is_read()
    if not stage.rows and not stage.bad:
        raise CannotLoad("no-rows")
    newest = table.schemas.order_by("-number").first()
    known: TableDefinition | None = newest.definition if newest else None
    engine = loading_engine(folder, has_places=stage.may_have_places or (known is not None and known.has_places))
    try:
        return Maker(engine, table, stage, order, known).make()
    except engine_module().OutOfMemoryException as error:
        raise CannotLoad("too-little-memory") from error
    finally:
        engine.close()


class Maker:
    """Makes the next version of a table from a staged file."""

    def __init__(
        self, engine: "DuckDBPyConnection", table: Table, stage: Stage, order: Order, known: TableDefinition | None
    ) -> None:
        self.engine = engine
        self.table = table
        self.stage = stage
        self.order = order
        self.known = known
        stage.offer(engine)
        self.counted = count_columns(engine, stage)
        self.current = table.versions.filter(ended_at=None).first()
        self.definition = self.define()

    def define(self) -> TableDefinition:
        if self.known is None:
            definition = self.with_references(self.with_system(new_definition(self.stage, self.counted)))
        elif self.order.way == Way.REPLACE:
            definition = extended_definition(self.known, self.stage, self.counted)
        else:
            definition = same_definition(self.known, self.stage, self.counted)
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
        written = self.write(kept)
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
            written.part.rows,
            refused,
            tuple(moved_versions(self.engine, self.table, kept, done)) if self.order.way == Way.APPEND else (),
            done.gone,
            tuple(self.stage.remarks),
        )

    def write(self, kept: Sequence[Part]) -> Written:
        """Write the rows that fit. When they show that a column is not what was guessed, write them again."""
        writer = Writer(self.engine, self.table, self.definition)
        written = writer.write(
            self.incoming(),
            rows=self.stage.rows,
            after_row=last_row(self.engine, self.table, kept),
            beside=kept if self.order.way == Way.APPEND else (),
        )
        wrong = self.wrong_guesses(written)
        if wrong:
            self.counted = count_columns(self.engine, self.stage, again=wrong)
        self.definition = self.define()
        if not wrong:
            return written
        remove_part(self.table, written.part)
        return self.write(kept)

    def wrong_guesses(self, written: Written) -> list[int]:
        """The numbers of the columns that have to be counted. What the others are is no guess any more."""
        known = self.known.names if self.known else frozenset[str]()
        wrong = []
        for name, number in numbers_of(self.definition, self.stage).items():
            guess = self.counted[number]
            if not guess.is_guess or name in known:
                continue
            fitting = values_in(self.engine, self.table, written.part, name)
            bad_rows = written.bad_rows if written.misfits else ""
            found = settled(self.engine, self.stage, number, guess, fitting=fitting, bad_rows=bad_rows)
            if found is None:
                wrong.append(number)
            else:
                self.counted[number] = found
        return wrong

    def incoming(self) -> Incoming:
        texts = [(source, f"c{n}") for n, source in enumerate(self.stage.names)]
        numbers = numbers_of(self.definition, self.stage)
        return from_texts(
            self.definition,
            source=STAGED,
            line=LINE,
            texts=texts,
            columns=numbers,
            rows_at=self.stage.rows_at,
            all_lines=self.stage.lines,
            sample=SAMPLED,
            kinds=self.kinds(numbers),
        )

    def kinds(self, numbers: dict[str, int]) -> dict[str, str]:
        """For columns of text with few values, where rows are put in order, a type of the engine that knows all."""
        if not self.definition.sort and not is_order_secret(self.table.policy):
            return {}
        texts = [column.name for column in self.definition.columns if column.type is ColumnType.TEXT]
        likely = {numbers[name]: name for name in texts if name in numbers and self.counted[numbers[name]].distinct > 0}
        turn = secrets.token_hex(4)
        few = self.stage.few_values(list(likely))
        for number, values in few.items():
            self.engine.execute(f"CREATE TYPE few_{turn}_{number} AS ENUM ({', '.join(map(literal, values))})")
        return {likely[number]: f"few_{turn}_{number}" for number in few}

    def parts(self, kept: Sequence[Part], new: Part) -> Compacted:
        if self.order.way == Way.UPSERT:
            kept = without_keys_of(self.engine, self.table, self.definition, kept, new)
        if not kept:
            return Compacted((new,))
        return compacted(self.engine, self.table, self.definition, (*kept, new))
