"""Counting tries, with several threads and processes, and when counting is not possible."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings

from zenne.core.limits.counters import forget_connection
from zenne.core.limits.public import Limit, allow, refusals_lately

SOURCE = settings.SOURCE_FOLDER.parent
LIMIT = Limit("tests.guess", times=3, per=timedelta(seconds=160))
MANY = Limit("tests.many", times=100, per=timedelta(hours=1))


def tries(count: int, *, key: str = "address:203.0.113.9", now: float = 1000.0) -> list[bool]:
    return [bool(allow(LIMIT, key, now=now)) for _ in range(count)]


def test_the_try_after_the_last_is_refused_and_told_when_to_come_back() -> None:
    assert tries(4) == [True, True, True, False]

    refused = allow(LIMIT, "address:203.0.113.9", now=1005.0)

    assert (refused.is_given, refused.wait_seconds) == (False, 165)
    assert tries(1, now=1005.0 + 165) == [True]


def test_every_key_and_every_limit_is_counted_apart() -> None:
    tries(3)

    assert tries(1, key="address:203.0.113.10") == [True]
    assert allow(MANY, "address:203.0.113.9", now=1000.0)


def test_refused_tries_do_not_make_the_wait_longer() -> None:
    tries(3)
    tries(20, now=1100.0)

    assert tries(1, now=1170.0) == [True]


def test_refusals_are_told_as_figures() -> None:
    tries(5)

    assert refusals_lately() == {"tests.guess": 2}


def test_no_address_stands_in_the_file_and_what_is_over_is_removed() -> None:
    tries(1, key="address:203.0.113.9")
    file = Path(settings.LIMITS_FILE)
    assert b"203.0.113.9" not in file.read_bytes() + file.with_name(f"{file.name}-wal").read_bytes()

    tries(1, key="address:198.51.100.1", now=1000.0 + 200)

    assert rows() == 1


def rows() -> int:
    """How many counts another process would see in the file."""
    with contextlib.closing(sqlite3.connect(settings.LIMITS_FILE)) as other:
        return int(other.execute("SELECT count(*) FROM tries").fetchone()[0])


def test_what_was_counted_before_the_machine_was_started_again_is_forgotten() -> None:
    tries(3, now=5_000_000.0)

    assert tries(1, now=10.0) == [True]
    assert rows() == 1


def test_threads_together_get_no_more_than_the_limit() -> None:
    with ThreadPoolExecutor(8) as pool:
        admitted = list(pool.map(lambda _: bool(allow(MANY, "key:1", now=50.0)), range(200)))

    assert sum(admitted) == 100


def test_processes_together_get_no_more_than_the_limit() -> None:
    program = (
        "import django; django.setup()\n"
        "from datetime import timedelta; from pathlib import Path; from django.conf import settings\n"
        "from zenne.core.limits.public import Limit, allow\n"
        f"settings.LIMITS_FILE = Path({str(settings.LIMITS_FILE)!r})\n"
        "limit = Limit('tests.many', times=100, per=timedelta(hours=1))\n"
        "print(sum(bool(allow(limit, 'key:1')) for _ in range(80)))\n"
    )
    variables = os.environ | {"DJANGO_SETTINGS_MODULE": "zenne.web.settings", "PYTHONPATH": str(SOURCE)}
    started = [
        subprocess.Popen([sys.executable, "-c", program], env=variables, stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]

    assert sum(int(process.communicate(timeout=60)[0]) for process in started) == 100


@pytest.mark.parametrize("content", [b"this is no database" * 500, None])
def test_counts_that_cannot_be_written_let_in_and_say_so(
    content: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    file = Path(settings.LIMITS_FILE)
    forget_connection()
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)

    assert tries(1) == [True]
    assert "not counted" in caplog.text
    assert refusals_lately() == {}
    # A broken file was removed, and the next tries are counted again; a folder in its place is for people.
    assert tries(4) == [True, True, True, content is None]
