"""Serving a real city: nothing is assumed that the administrator did not say."""

from tests.launcher.running import free_port, page, running
from tests.launcher.small_project import zenne
from zenne.launcher.project import Project

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
