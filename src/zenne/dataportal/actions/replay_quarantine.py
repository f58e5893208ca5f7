"""After the schema of a table was corrected: take in what fits now."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.ingest.replaying import is_stricter, kept_bad_lines, quarantine_again, rows_again, sum_of_rows
from zenne.dataportal.ingest.writing import Writer, write_quarantine
from zenne.dataportal.models import Table, Version
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.columns import TableDefinition
from zenne.dataportal.rules.manifests import Manifest, Part
from zenne.dataportal.storage.loading import loading_engine, working_folder, writing
from zenne.dataportal.storage.parts import paths_of
from zenne.dataportal.storage.publishing import publish
from zenne.dataportal.storage.statistics import last_row, statistics_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


@needs(MANAGE_DATA)
def replay_quarantine(*, asker: Asker, table: Table, definition: TableDefinition) -> Version:
    """Publish the table as the definition says it: rows of the quarantine that fit now come in, the rest stays there.

    Rows that the table has and that do not fit the new definition go to quarantine; none is lost.

    Raises:
        CannotLoad: the table has no rows yet, or none would fit.
    """
    with writing(table), working_folder() as folder:
        table = Table.objects.get(pk=table.pk)
        current = table.versions.select_related("schema").filter(ended_at=None).first()
        if current is None:
            raise CannotLoad("no-rows")
        engine = loading_engine(folder)
        try:
            replay = Replay(engine, table, current, definition)
            manifest = replay.manifest()
            distinct = {name: said["distinct"] for name, said in current.statistics.items() if "distinct" in said}
            statistics = statistics_of(engine, table, definition, manifest.parts, distinct)
        finally:
            engine.close()
        return publish_replay(replay, manifest, statistics, asker=asker)


@transaction.atomic
def publish_replay(replay: "Replay", manifest: Manifest, statistics: dict[str, object], *, asker: Asker) -> Version:
    """Readers see it, and it is written down, at once."""
    table, definition = replay.table, replay.definition
    version = publish(table, definition=definition, manifest=manifest, at=timezone.now(), statistics=statistics)
    thing = f"{table.dataset.slug}/{table.name}"
    details = {"version": version.number, "rows": replay.taken}
    record(asker=asker, action="data.replay-quarantine", thing=thing, details=details)
    return version


@dataclass
class Replay:
    """Makes the files of the next version. ``taken`` is how many rows came out of quarantine."""

    engine: "DuckDBPyConnection"
    table: Table
    current: Version
    definition: TableDefinition
    taken: int = 0

    def manifest(self) -> Manifest:
        writer = Writer(self.engine, self.table, self.definition)
        parts, refused = self.rows_that_are_there(writer)
        quarantine = self.current.manifest.quarantine
        if quarantine is None:
            return Manifest(tuple(parts), write_quarantine(self.engine, self.table, None, refused))
        (path,) = paths_of(self.table, [quarantine])
        questions = [kept_bad_lines(path), *refused]
        if again := quarantine_again(self.engine, self.definition, path):
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
        old, parts = self.current.schema.definition, self.current.manifest.parts
        if not is_stricter(old, self.definition):
            return list(parts), []
        incoming = rows_again(old, self.definition, paths_of(self.table, parts))
        written = writer.write(incoming, rows=sum_of_rows(parts), after_row=0)
        if written.part is None:
            raise CannotLoad("nothing-fits", reason="wrong-type", rows=sum_of_rows(parts))
        return [written.part], [written.quarantine] if written.misfits else []
