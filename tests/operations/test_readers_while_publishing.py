"""Readers of a table notice nothing while others publish it anew: no refusal, no answer of two versions."""

import sys
import time
from pathlib import Path

import pytest

from tests.launcher.running import free_port
from tests.operations.installation import installation
from tests.operations.serving import CLONE
from tests.table_readers import LONGEST_SECONDS, Table, Told, edition_csv, readers_of
from zenne.launcher import processes
from zenne.launcher.project import Project
from zenne.launcher.server import Server, wait_until_ready

pytestmark = pytest.mark.slow
READERS = 40
KINDS = {"figures", "groups", "pages", "file"}
PATH = "/api/v1/datasets/editions/tables/editions/rows"
LOADS = (
    ("replace", edition_csv(2, 2_100)),
    ("append", edition_csv(3, 300, first=2_100)),
    ("replace", edition_csv(4, 1_900)),
)
STATES = ({"1": 2_000}, {"2": 2_100}, {"2": 2_100, "3": 300}, {"4": 1_900})


def test_readers_see_one_whole_version_each_time_while_others_are_published(tmp_path: Path) -> None:
    more = {"ZENNE_API_REQUESTS_PER_MINUTE": "10000000", "ZENNE_ALLOWED_HOSTS": "127.0.0.1"}
    with installation(tmp_path / "site", ZENNE_LOG_LEVEL="WARNING", **more) as made:

        def load(way: str, text: str) -> None:
            path = tmp_path / "editions.csv"
            path.write_text(text)
            done = made.manage("data", "load", path, "--way", way)
            assert done.returncode == 0, done.stderr

        load("replace", edition_csv(1, 2_000))
        server = Server(host="127.0.0.1", port=free_port(), workers=2, variables=made.variables)
        with (tmp_path / "server.log").open("wb") as log:
            child = processes.start(
                [sys.executable, *server.command], variables=made.variables, folder=CLONE, output=log
            )
            try:
                wait_until_ready(Project.at(CLONE, variables=made.variables), server, child)
                with readers_of(Table(server.port, PATH, STATES), count=READERS) as told:
                    wait_until_read(told, 0)
                    for place, (way, text) in enumerate(LOADS, start=1):
                        load(way, text)
                        wait_until_read(told, place)
            finally:
                processes.stop(child)
    assert not told.mistakes
    assert told.seen == {0, 1, 2, 3}
    assert set(told.answers) == KINDS


def wait_until_read(told: Told, place: int) -> None:
    """Somebody read this version, and since then each question was answered: only then does the next one come."""
    end = time.monotonic() + LONGEST_SECONDS
    while place not in told.seen:
        stay_patient(told, end)
    before = told.answers.copy()
    while set(told.answers - before) != KINDS:
        stay_patient(told, end)


def stay_patient(told: Told, end: float) -> None:
    assert not told.mistakes
    assert time.monotonic() < end, f"read so far: {told.seen}, {told.answers}"
    time.sleep(0.02)
