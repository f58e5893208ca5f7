"""Workers from start to stop, with real processes."""

import os
import signal

import pytest

from tests.launcher.running import eventually, processes_of, running
from tests.launcher.small_project import zenne
from zenne.launcher.project import Project

pytestmark = pytest.mark.slow
SECRET = "x" * 40


def workers(project: Project) -> list[int]:
    """The processes that ever began to work here."""
    record = project.root / "workers.txt"
    return [int(line) for line in record.read_text().splitlines()] if record.exists() else []


def prepared(project: Project) -> Project:
    project.data.mkdir(parents=True, exist_ok=True)
    assert zenne(project, "manage", "migrate", ZENNE_SECRET_KEY=SECRET).returncode == 0
    return project


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_workers_finish_what_is_at_hand_when_they_are_told_to_stop(installed: Project, number: int) -> None:
    project = prepared(installed)
    with running(project, "work", "--workers", "2", ZENNE_SECRET_KEY=SECRET) as launcher:
        launcher.wait_for("Working with 2 processes")
        assert eventually(lambda: len(workers(project)) == 2)
        printed = launcher.stop(number)

    assert launcher.process.returncode == 0
    assert "Finishing what is at hand" in printed
    assert "Traceback" not in printed
    assert {f"finished-{worker}" for worker in workers(project)} == {
        path.name for path in project.root.glob("finished-*")
    }
    assert processes_of(project) == []


def test_a_worker_that_dies_is_replaced_and_none_outlives_the_launcher(installed: Project) -> None:
    project = prepared(installed)
    with running(project, "work", ZENNE_SECRET_KEY=SECRET) as launcher:
        assert eventually(lambda: len(workers(project)) == 1)
        os.kill(workers(project)[0], signal.SIGKILL)
        assert eventually(lambda: len(workers(project)) == 2)
        launcher.stop(signal.SIGKILL)
    assert eventually(lambda: processes_of(project) == [])


def test_work_refuses_wrong_settings_and_old_tables(installed: Project) -> None:
    assert "ZENNE_SECRET_KEY: is missing" in zenne(installed, "work").stderr
    installed.data.mkdir(parents=True, exist_ok=True)
    assert "Run ./zenne manage migrate" in zenne(installed, "work", ZENNE_SECRET_KEY=SECRET).stderr
