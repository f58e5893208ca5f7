"""What a process has once is made once."""

from threading import Barrier, Thread
from time import sleep

from zenne.dataportal.storage.once import once

ASKING = 8


def test_threads_that_ask_first_at_the_same_moment_get_the_same() -> None:
    start, got = Barrier(ASKING), list[object]()

    @once
    def engine() -> object:
        sleep(0.02)
        return object()

    def ask() -> None:
        start.wait()
        got.append(engine())

    threads = [Thread(target=ask) for _ in range(ASKING)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert len(got) == ASKING
    assert len(set(map(id, got))) == 1
