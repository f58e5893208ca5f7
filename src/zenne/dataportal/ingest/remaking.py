"""The next version of a table, from corrected columns: everything up to the moment of publishing.

The caller holds ``storage.loading.writing(table)`` until it is published.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from zenne.dataportal.ingest.line_replaying import lines_again
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.replaying import kept_bad_lines, quarantine_again, rows_again, sum_of_rows
from zenne.dataportal.ingest.writing import Writer, commonest_reason, write_quarantine
from zenne.dataportal.models import Table, Version
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.corrections import Correction, is_read_anew, is_rewritten
from zenne.dataportal.rules.manifests import Manifest, Part
from zenne.dataportal.storage.contents import last_row
from zenne.dataportal.storage.loading import loading_engine
from zenne.dataportal.storage.parts import paths_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@dataclass(frozen=True, slots=True)
class Remade:
    """What can be published: all files are on disk. ``taken`` is how many rows came out of quarantine."""

    manifest: Manifest
    taken: int


def remake_version(table: Table, current: Version, correction: Correction, *, folder: Path) -> Remade:
    """Write the rows of the current version and of its quarantine as the correction wants them.

    Where nothing differs that a row could notice, the files are those of before.

    Args:
        folder: where to work; only for this.

    Raises:
        CannotLoad: none of the rows would fit.
    """
    old: TableDefinition = current.schema.definition
    if not is_read_anew(old, correction):
        return Remade(current.manifest, 0)
    engine = loading_engine(folder, has_places=old.has_places or correction.definition.has_places)
    try:
        remaking = Remaking(engine, table, current, correction, folder)
        manifest = remaking.manifest()
    finally:
        engine.close()
    return Remade(manifest, remaking.taken)


@dataclass
class Remaking:
    """Makes the files of the next version."""

    engine: "DuckDBPyConnection"
    table: Table
    current: Version
    correction: Correction
    folder: Path
    taken: int = 0

    def manifest(self) -> Manifest:
        writer = Writer(self.engine, self.table, self.correction.definition)
        parts, refused = self.rows_that_are_there(writer)
        quarantine = self.current.manifest.quarantine
        if quarantine is None:
            return Manifest(tuple(parts), write_quarantine(self.engine, self.table, None, refused))
        (path,) = paths_of(self.table, [quarantine])
        if self.correction.lines:
            path = lines_again(path, self.correction.lines, self.folder)
        questions = [kept_bad_lines(path), *refused]
        if again := quarantine_again(self.engine, self.correction.definition, path):
            incoming, rows = again
            after = last_row(self.engine, self.table, self.current.manifest.parts)
            written = writer.write(incoming, rows=rows, after_row=after, beside=parts)
            if written.part:
                self.taken = written.part.rows
                parts.append(written.part)
            questions.append(written.quarantine)
        return Manifest(tuple(parts), write_quarantine(self.engine, self.table, None, questions))

    def rows_that_are_there(self, writer: Writer) -> tuple[list[Part], list[str]]:
        """The parts with the rows that fit, and questions for those that do not."""
        old: TableDefinition = self.current.schema.definition
        parts = self.current.manifest.parts
        if not parts or not is_rewritten(old, self.correction):
            return list(parts), []
        incoming = rows_again(old, self.correction, paths_of(self.table, parts))
        written = writer.write(incoming, rows=sum_of_rows(parts), after_row=0)
        if written.part is None:
            bad = write_quarantine(self.engine, self.table, None, [written.quarantine])
            reason = commonest_reason(self.engine, self.table, bad) if bad else ""
            raise CannotLoad("no-row-fits", reason=str(reason), rows=sum_of_rows(parts))
        return [written.part], [written.quarantine] if written.misfits else []
