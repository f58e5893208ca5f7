"""Who listens hears each change once."""

import pytest

from zenne.counters.queue.tests.builders import Hall, a_branch
from zenne.counters.queue.watching import RoomWatcher, State

pytestmark = pytest.mark.django_db


class Said(RoomWatcher):
    """A watcher that publishes at once, and remembers."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[str, State]] = []

    def say(self, branch: str, state: State) -> None:
        self.said.append((branch, state))
        self.publish(branch, state)


def test_a_change_is_told_once_and_only_to_those_who_listen_to_that_room() -> None:
    hall, watcher = Hall(), Said()
    a_branch("south")
    here, elsewhere = watcher.listen("centre"), watcher.listen("south")
    for _ in range(2):
        watcher.look(hall.now)
    hall.take()
    for _ in range(2):
        watcher.look(hall.now)

    assert [branch for branch, _ in watcher.said] == ["centre", "south", "centre"]
    assert here.newest
    assert '"waiting":1' in here.newest.text
    assert elsewhere.newest
    assert '"waiting":0' in elsewhere.newest.text


def test_nobody_asks_the_database_while_nobody_listens(django_assert_num_queries: "pytest.FixtureRequest") -> None:
    hall, watcher = Hall(), Said()
    watcher.leave("centre", watcher.listen("centre"))
    with django_assert_num_queries(0):  # type: ignore[operator]
        watcher.look(hall.now)


def test_whoever_comes_after_everybody_left_hears_how_it_is() -> None:
    hall, watcher = Hall(), Said()
    first = watcher.listen("centre")
    watcher.look(hall.now)
    watcher.leave("centre", first)
    second = watcher.listen("centre")
    watcher.look(hall.now)

    assert second.newest == first.newest


def test_a_room_that_does_not_exist_has_no_text() -> None:
    hall, watcher = Hall(), Said()
    listener = watcher.listen("atlantis")
    watcher.look(hall.now)
    assert listener.newest == State("")


def test_a_new_day_is_told_although_nothing_happened() -> None:
    hall, watcher = Hall(), Said()
    hall.take()
    listener = watcher.listen("centre")
    watcher.look(hall.now)
    watcher.look(hall.later(24 * 60))
    assert listener.newest
    assert '"waiting":0' in listener.newest.text
