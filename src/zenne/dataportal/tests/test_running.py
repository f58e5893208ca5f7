"""Questions that take too long, need too much, or that nobody waits for any more."""

import threading
from contextlib import closing
from typing import Any

import pytest

from zenne.dataportal.query import run
from zenne.dataportal.query.errors import TookTooLong
from zenne.dataportal.query.run import answering, batches, turns

ENDLESS = "SELECT count(*) FROM range(10000000) AS a, range(10000000) AS b WHERE hash(a.range, b.range) = 1"
MANY = "SELECT range AS n, repeat('x', 100) AS text FROM range(50000000)"


def test_a_question_that_takes_too_long_is_stopped_and_gives_its_turn_back(settings: Any) -> None:
    settings.DATA_SECONDS = 0.3
    for _ in range(4):
        with pytest.raises(TookTooLong), answering() as cursor:
            cursor.execute(ENDLESS).fetchall()
    with answering() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)


def test_a_question_that_breaks_gives_its_turn_back() -> None:
    for _ in range(10):
        with pytest.raises(ZeroDivisionError), answering():
            raise ZeroDivisionError
    with turns().turn(0) as is_alone:
        assert is_alone


def test_rows_come_while_the_engine_still_reads_and_it_stops_when_nobody_takes_them() -> None:
    with closing(batches(MANY, {})) as found:
        schema, first = next(found), next(found)
        assert schema.names == ["n", "text"]
        assert 0 < first.num_rows <= run.ROWS_AT_A_TIME
    with answering() as cursor:
        assert cursor.execute("SELECT 1").fetchone() == (1,)


def test_questions_of_many_threads_are_all_answered() -> None:
    found: list[int] = []

    def ask(number: int) -> None:
        with answering() as cursor:
            (sum_,) = cursor.execute("SELECT sum(range) + $n FROM range(100000)", {"n": number}).fetchone() or (0,)
            found.append(sum_ - number)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [sum(range(100_000))] * 16
