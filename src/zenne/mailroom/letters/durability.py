"""What is committed survives a power cut."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def durable() -> Iterator[None]:
    """Let SQLite wait for the disk at each commit; PostgreSQL does so by itself.

    Elsewhere the last moment before a power cut may be lost, and the log keeps its order. A server that gave us a
    message forgets it once we have thanked it.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = FULL")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous = NORMAL")
