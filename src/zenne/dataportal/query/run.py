"""Statements carried out: a few at a time, each for a limited time, given up when nobody waits for them any more."""

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import structlog
from django.conf import settings

from zenne.dataportal.query.ahead import ahead
from zenne.dataportal.query.alarms import watch
from zenne.dataportal.query.errors import OutOfReach, TooBusy, TookTooLong, TooMuch
from zenne.dataportal.storage.engine import database, database_of_one_core, engine_module
from zenne.dataportal.storage.once import once

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

log = structlog.get_logger(__name__)

ROWS_AT_A_TIME: Final = 10_000


class Turns:
    """So many questions are answered at once as there are cores for them: more would only wait for each other."""

    def __init__(self, most: int) -> None:
        self.free = threading.BoundedSemaphore(most)
        self.lock = threading.Lock()
        self.taken = 0

    @contextmanager
    def turn(self, seconds: float) -> Iterator[bool]:
        """Wait for a turn; gives whether nobody else has one. Raises TooBusy after so many seconds."""
        if not self.free.acquire(timeout=seconds):
            raise TooBusy
        with self.lock:
            self.taken += 1
            is_alone = self.taken == 1
        try:
            yield is_alone
        finally:
            with self.lock:
                self.taken -= 1
            self.free.release()


@once
def turns() -> Turns:
    """The turns of this process."""
    return Turns(max(2, settings.DATA_THREADS))


@contextmanager
def answering(*, is_small: bool = False) -> Iterator["DuckDBPyConnection"]:
    """A cursor for one question, which must be answered in ``DATA_SECONDS``, waiting for a turn included.

    Args:
        is_small: little work for the engine with all cores, which alone keeps rows.

    Raises:
        TookTooLong, TooBusy, TooMuch: see there.
    """
    with (
        turns().turn(settings.DATA_SECONDS) as is_alone,
        engine_cursor(database() if is_alone or is_small else database_of_one_core()) as cursor,
        watch().alarm(settings.DATA_SECONDS, cursor.interrupt),
    ):
        yield cursor


@contextmanager
def engine_cursor(engine: "DuckDBPyConnection | None" = None) -> Iterator["DuckDBPyConnection"]:
    """A cursor whose work ends with the block, whatever ends it; of the engine with all cores, if none is named."""
    duckdb = engine_module()
    cursor = (engine or database()).cursor()
    try:
        yield cursor
    except duckdb.InterruptException:
        raise TookTooLong from None
    except duckdb.OutOfMemoryException:
        raise TooMuch from None
    except duckdb.IOException:
        log.exception("a file of a data set cannot be read")
        raise OutOfReach from None
    finally:
        cursor.interrupt()
        cursor.close()


def batches(
    statement: str, values: dict[str, Any], *, rows_at_a_time: int = ROWS_AT_A_TIME, is_light: bool = False
) -> Generator[Any, None, None]:
    """The Arrow record batches of an answer of any length, one at a time, as fast as they are taken; first the schema.

    A reader who goes away closes the iterator; then the engine stops as well.

    Args:
        is_light: one core is enough. Each core that reads has a group of rows in memory.
    """
    with engine_cursor(database_of_one_core() if is_light else database()) as cursor:
        reader = cursor.execute(statement, values).to_arrow_reader(rows_at_a_time)
        yield reader.schema
        yield from ahead(reader, stop=cursor.interrupt)
