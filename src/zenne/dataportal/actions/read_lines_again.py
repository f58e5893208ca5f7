"""Read lines of a file again that were no rows."""

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.tasks.public import enqueue
from zenne.dataportal.errors import ChangedMeanwhile, SchemaIsDeclared
from zenne.dataportal.models import Load, Table
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.corrections import Correction
from zenne.dataportal.rules.line_reading import LineReading
from zenne.dataportal.tasks import correct_columns


@needs(MANAGE_DATA)
@transaction.atomic
def read_lines_again(*, asker: Asker, table: Table, reading: LineReading, at: datetime) -> Load:
    """Let a worker read the lines in quarantine as ``reading`` says: what is a row then, and fits, comes in.

    Raises:
        SchemaIsDeclared: the city's own programs make the rows.
        ChangedMeanwhile: nothing of the table is published any more.
    """
    if table.dataset.origin:
        raise SchemaIsDeclared(table.name)
    current = table.versions.select_related("schema").filter(ended_at=None).first()
    if current is None:
        raise ChangedMeanwhile(table.name)
    correction = Correction(current.schema.definition, base=current.schema.number, lines=reading)
    load = Load.objects.create(
        table=table, way=Load.Way.CORRECT, name=table.name, correction=correction, asked_by=asker.key, asked_at=at
    )
    details = {name: value for name, value in asdict(reading).items() if value}
    record(
        asker=asker, action="data.read-lines-again", thing=f"{table.dataset.slug}/{table.name}"[:120], details=details
    )
    enqueue(correct_columns, arguments={"load": str(load.pk)})
    return load
