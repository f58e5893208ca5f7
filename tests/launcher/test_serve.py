"""Serving a real city: nothing is assumed that the administrator did not say."""

import os
import signal

import pytest

from tests.launcher.running import eventually, free_port, page, processes_of, running
from tests.launcher.small_project import zenne
from tests.launcher.test_work import workers
from zenne.launcher.project import Project

pytestmark = pytest.mark.slow
KEY = "0123456789" * 4


def test_a_missing_setting_is_passed_on_in_its_own_words(installed: Project) -> None:
    answer = zenne(installed, "serve", "--port", str(free_port()))
    assert answer.returncode == 1
    assert answer.stderr == "Zenne cannot start:\nZENNE_SECRET_KEY: is missing.\n"


def test_old_tables_are_not_served_and_not_changed(installed: Project) -> None:
    answer = zenne(installed, "serve", "--port", str(free_port()), ZENNE_SECRET_KEY=KEY)
    assert answer.returncode == 1
    assert "./zenne manage migrate" in answer.stderr
    assert len(answer.stderr.splitlines()) == 1


def test_a_database_that_cannot_be_used_gets_one_sentence(installed: Project) -> None:
    (installed.data / "zenne.sqlite3").mkdir(parents=True)
    answer = zenne(installed, "serve", "--port", str(free_port()), ZENNE_SECRET_KEY=KEY)
    assert answer.stderr.startswith("The database cannot be used: ")
    assert len(answer.stderr.splitlines()) == 1


def test_a_migrated_installation_is_served(installed: Project) -> None:
    assert zenne(installed, "manage", "migrate", ZENNE_SECRET_KEY=KEY).returncode == 0
    port = free_port()
    with running(installed, "serve", "--port", str(port), "--workers", "2", ZENNE_SECRET_KEY=KEY) as launcher:
        assert launcher.wait_for("ready") == f"ready http://127.0.0.1:{port}/"
        assert page(port)[0] == 200


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_worker_beside_the_server_is_replaced_when_it_dies_and_finishes_at_the_end(
    installed: Project, number: int
) -> None:
    assert zenne(installed, "manage", "migrate", ZENNE_SECRET_KEY=KEY).returncode == 0
    port = free_port()
    with running(installed, "serve", "--work", "--port", str(port), ZENNE_SECRET_KEY=KEY) as launcher:
        launcher.wait_for("ready")
        assert eventually(lambda: len(workers(installed)) == 1)
        os.kill(workers(installed)[0], signal.SIGKILL)
        assert eventually(lambda: len(workers(installed)) == 2)
        assert page(port) == (200, "Welkom")
        printed = launcher.stop(number)

    assert launcher.process.returncode == 0
    assert "Traceback" not in printed
    assert [path.name for path in installed.root.glob("finished-*")] == [f"finished-{workers(installed)[1]}"]
    assert processes_of(installed) == []


def test_without_being_asked_nobody_works_beside_the_server(installed: Project) -> None:
    assert zenne(installed, "manage", "migrate", ZENNE_SECRET_KEY=KEY).returncode == 0
    with running(installed, "serve", "--port", str(free_port()), ZENNE_SECRET_KEY=KEY) as launcher:
        launcher.wait_for("ready")
        launcher.stop(signal.SIGTERM)

    assert workers(installed) == []
