"""Count that a table was asked for."""

from typing import Final

import structlog
from django.utils import timezone

from zenne.core.access.public import internal, records_nothing
from zenne.dataportal.use.counts import COUNTS, Count

PAGE: Final = "page"
ROWS: Final = "rows"
log = structlog.get_logger("zenne.data")


@internal
@records_nothing(because="only numbers are kept")
def note_use(table: int, kind: str) -> None:
    """Count one use of a table: its page, a page of its rows, or a download, whose ``kind`` is the format.

    The count is kept in this process and written soon, by another thread: no reader waits for it, and nothing that goes
    wrong here stops an answer. Nobody is in it.
    """
    try:
        COUNTS.add(Count(table, timezone.localdate(), kind))
    except Exception as error:
        log.warning("a use was not counted", kind=type(error).__name__)
