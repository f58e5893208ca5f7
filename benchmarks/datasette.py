"""Datasette with the rows of a Parquet file in SQLite: a peer, installed where only the benchmark sees it."""

import http.client
import json
import socket
import sqlite3
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import duckdb

DATASETTE = "datasette==0.65.1"
ROWS_AT_A_TIME = 50_000
LONGEST_MS = 600_000
ROWS = """
SELECT station, kind, strftime(measured_at AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ'), value, vehicles, address
FROM read_parquet(?)
"""
MADE = """
CREATE TABLE measurements (
    station TEXT, kind TEXT, measured_at TEXT, value REAL, vehicles INTEGER, address TEXT
)
"""
INDEX = "CREATE INDEX by_filter ON measurements (kind, measured_at)"
QUESTION = """
SELECT station, count(*), avg(value), sum(vehicles) FROM measurements
WHERE kind = 'no2' AND measured_at >= '2024-01-03T00:00:00Z' GROUP BY station ORDER BY station
"""


def installed(folder: Path) -> Path:
    """A Python of its own with Datasette in it, from the package index that pip knows."""
    venv.create(folder, with_pip=True)
    python = folder / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "-qq", DATASETTE], check=True)
    return python


def copied(path: Path, target: Path) -> None:
    """The rows of a Parquet file in a table of SQLite, in their order."""
    with duckdb.connect() as engine, closing(sqlite3.connect(target)) as database:
        database.execute(MADE)
        rows = engine.execute(ROWS, [str(path)])
        while some := rows.fetchmany(ROWS_AT_A_TIME):
            database.executemany("INSERT INTO measurements VALUES (?, ?, ?, ?, ?, ?)", some)
        database.commit()


def indexed(target: Path) -> None:
    """An index on the columns of the filter, and what SQLite wants to know to use it."""
    with closing(sqlite3.connect(target)) as database:
        database.execute(INDEX)
        database.execute("ANALYZE")
        database.commit()


@contextmanager
def datasette(python: Path, database: Path) -> Iterator[tuple[Callable[[], None], int]]:
    """A server; yields what asks it the question once, and the number of its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    settings = ("sql_time_limit_ms", str(LONGEST_MS)), ("max_returned_rows", "100000"), ("default_cache_ttl", "0")
    more = [part for setting in settings for part in ("--setting", *setting)]
    command = [python, "-m", "datasette", "serve", database, "--port", str(port), *more]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"/{database.stem}.json?{urlencode({'sql': QUESTION, '_shape': 'array'})}"
    try:
        connection = opened(port, process)

        def ask() -> None:
            connection.request("GET", address)
            answer = connection.getresponse()
            body = answer.read()
            if answer.status != 200 or not json.loads(body):
                raise SystemExit(f"Datasette answered {answer.status}: {body[:300]!r}")

        yield ask, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def opened(port: int, process: "subprocess.Popen[bytes]") -> http.client.HTTPConnection:
    """A connection to the server as soon as it answers."""
    for _ in range(300):
        if process.poll() is not None:
            sys.exit("Datasette did not start.")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=LONGEST_MS / 1000)
        try:
            connection.connect()
        except OSError:
            time.sleep(0.1)
        else:
            return connection
    sys.exit("Datasette does not answer.")
