"""Write what was counted in this process into the database."""

from typing import Final

import structlog
from django.db import DatabaseError, InterfaceError, connection, transaction

from zenne.core.access.public import internal, records_nothing
from zenne.dataportal.models import Table
from zenne.dataportal.use.counts import COUNTS

ADD: Final = (
    "INSERT INTO dataportal_use (table_id, day, kind, count) VALUES (%s, %s, %s, %s) "
    "ON CONFLICT (table_id, day, kind) DO UPDATE SET count = dataportal_use.count + excluded.count"
)
log = structlog.get_logger("zenne.data")


@internal
@records_nothing(because="only numbers are kept")
def write_use() -> None:
    """Add the counts of this process to those of all. What cannot be written now is kept for the next time."""
    taken = COUNTS.taken()
    if not taken:
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            # A table may have gone meanwhile.
            there = set(Table.objects.filter(pk__in={count.table for count in taken}).values_list("pk", flat=True))
            adapt = connection.ops.adapt_datefield_value
            for count, times in sorted(taken.items(), key=lambda each: (each[0].table, each[0].day, each[0].kind)):
                if count.table in there:
                    cursor.execute(ADD, [count.table, adapt(count.day), count.kind, times])
    except (DatabaseError, InterfaceError) as error:
        log.warning("uses of data were not written", kind=type(error).__name__)
        for count, times in taken.items():
            COUNTS.add(count, times)
