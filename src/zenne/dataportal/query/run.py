"""Statements carried out: a few at a time, each for a limited time, given up when nobody waits for them any more."""

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import structlog
from django.conf import settings

from zenne.dataportal.query.ahead import ahead
from zenne.dataportal.query.alarms import watch
from zenne.dataportal.query.errors import OutOfReach, TooBusy, TookTooLong, TooMuch
from zenne.dataportal.storage.engine import database, engine_module

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

log = structlog.get_logger(__name__)

ROWS_AT_A_TIME: Final = 10_000


@cache
def turns() -> threading.BoundedSemaphore:
    """So many questions are answered at once as there are threads for them: more would only wait for each other."""
    return threading.BoundedSemaphore(max(2, settings.DATA_THREADS))


@contextmanager
def answering() -> Iterator["DuckDBPyConnection"]:
    """A cursor for one question, which must be answered in ``DATA_SECONDS``, waiting for a turn included.

    Raises:
        TookTooLong, TooBusy, TooMuch: see there.
    """
    if not turns().acquire(timeout=settings.DATA_SECONDS):
        raise TooBusy
    try:
        with engine_cursor() as cursor, watch().alarm(settings.DATA_SECONDS, cursor.interrupt):
            yield cursor
    finally:
        turns().release()


@contextmanager
def engine_cursor() -> Iterator["DuckDBPyConnection"]:
    """A cursor whose work ends with the block, whatever ends it."""
    duckdb = engine_module()
    cursor = database().cursor()
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


def batches(statement: str, values: dict[str, Any]) -> Generator[Any, None, None]:
    """The Arrow record batches of an answer of any length, one at a time, as fast as they are taken; first the schema.

    A reader who goes away closes the iterator; then the engine stops as well.
    """
    with engine_cursor() as cursor:
        reader = cursor.execute(statement, values).to_arrow_reader(ROWS_AT_A_TIME)
        yield reader.schema
        yield from ahead(reader, stop=cursor.interrupt)
