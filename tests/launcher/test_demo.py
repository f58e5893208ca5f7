"""The demo from start to stop, with a real server."""

import signal
import stat
from pathlib import Path

import pytest

from tests.launcher.running import eventually, free_port, page, processes_of, running
from tests.launcher.small_project import zenne
from zenne.launcher.database import days_stamp
from zenne.launcher.demo import CITY_MAIL
from zenne.launcher.project import Project
from zenne.launcher.stamps import write_stamp
from zenne.mailroom.desk.demonstration.messages import CITY

pytestmark = pytest.mark.slow


def loadings(project: Project) -> int:
    return lines_in(project.root / "loaded.txt")


def plannings(project: Project) -> int:
    return lines_in(project.root / "planned.txt")


def writings(project: Project) -> int:
    return lines_in(project.root / "written.txt")


def lines_in(record: Path) -> int:
    return len(record.read_text().splitlines()) if record.exists() else 0


def is_alive(project: Project) -> bool:
    """Whether the process runs that lets people come."""
    commands = (Path(f"/proc/{number}/cmdline").read_bytes() for number in processes_of(project))
    return any(b"--alive" in command for command in commands)


def test_people_come_to_the_counters_for_as_long_as_the_server_runs(installed: Project) -> None:
    with running(installed, "demo", "--port", str(free_port())) as launcher:
        launcher.wait_for("ready")
        assert eventually(lambda: is_alive(installed))
        launcher.stop(signal.SIGINT)
    assert processes_of(installed) == []


@pytest.mark.parametrize("own", ["", "hello@city.example"])
def test_letters_of_the_city_can_be_answered_for_as_long_as_the_server_runs(installed: Project, own: str) -> None:
    more = {"ZENNE_EMAIL_REPLY_TO": own} if own else {}
    with running(installed, "demo", "--port", str(free_port()), **more) as launcher:
        said = launcher.wait_for("answers a letter")
        launcher.wait_for("ready")
        assert eventually((installed.root / "listening.txt").exists)
        address, port = (installed.root / "listening.txt").read_text().split()
        launcher.stop(signal.SIGINT)
    assert address == (own or CITY)
    assert CITY_MAIL == CITY
    assert said.endswith(f"writes to {address}, by smtp://127.0.0.1:{port}")
    assert processes_of(installed) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_the_demo_serves_pages_and_stops_cleanly(installed: Project, number: int) -> None:
    port = free_port()
    with running(installed, "demo", "--port", str(port)) as launcher:
        assert launcher.wait_for("ready") == f"ready http://127.0.0.1:{port}/"
        assert page(port) == (200, "Welkom")
        # Before it listens to signals there is nothing that it could finish.
        assert eventually((installed.root / "workers.txt").exists)
        printed = launcher.stop(number)
    assert launcher.process.returncode == 0
    assert "Traceback" not in printed
    assert "Traceback" not in installed.server_log.read_text()
    assert processes_of(installed) == []
    assert len(list(installed.root.glob("finished-*"))) == 1


def test_no_server_outlives_a_launcher_that_is_killed(installed: Project) -> None:
    with running(installed, "demo", "--port", str(free_port())) as launcher:
        launcher.wait_for("ready")
        launcher.stop(signal.SIGKILL)
    assert eventually(lambda: processes_of(installed) == [])


def test_the_next_start_loads_the_city_only_when_something_changed(installed: Project) -> None:
    def start() -> None:
        with running(installed, "demo", "--port", str(free_port())) as launcher:
            launcher.wait_for("ready")

    start()
    start()
    assert loadings(installed) == 1
    (installed.root / "cities" / "brussels" / "city.yaml").write_text("languages: [nl, fr]\n")
    start()
    assert loadings(installed) == 2
    (installed.data / "zenne.sqlite3").unlink()
    start()
    assert loadings(installed) == 3


def test_the_counters_are_filled_once_a_day_and_after_each_load_and_letters_once(installed: Project) -> None:
    def start(*more: str) -> None:
        with running(installed, "demo", "--port", str(free_port()), *more) as launcher:
            launcher.wait_for("ready")

    start("--without-letters")
    assert (plannings(installed), writings(installed)) == (1, 0)
    start()
    start()
    assert (plannings(installed), writings(installed)) == (1, 1)
    write_stamp(days_stamp(installed), with_print="2020-01-01")
    start()
    assert (loadings(installed), plannings(installed)) == (1, 2)
    (installed.data / "zenne.sqlite3").unlink()
    start()
    assert plannings(installed) == 3


def test_letters_that_cannot_be_written_stop_no_city_and_are_written_at_the_next_start(installed: Project) -> None:
    ink = installed.root / "no-ink"
    ink.touch()
    with running(installed, "demo", "--port", str(free_port())) as launcher:
        launcher.wait_for("ready")
        printed = launcher.stop(signal.SIGINT)
    assert "The city starts without letters" in printed
    assert "there is no ink" in printed
    assert writings(installed) == 0
    ink.unlink()
    with running(installed, "demo", "--port", str(free_port())) as launcher:
        launcher.wait_for("ready")
    assert writings(installed) == 1


def test_fresh_starts_over_but_not_under_a_running_server(installed: Project) -> None:
    with running(installed, "demo", "--port", str(free_port())) as launcher:
        launcher.wait_for("ready")
        refusal = zenne(installed, "demo", "--fresh", "--port", str(free_port()))
        assert refusal.returncode == 1
        assert refusal.stderr == "Zenne is running in this folder. Stop it first, then start over with --fresh.\n"
    before = (installed.data / "zenne.sqlite3").stat().st_ino, (installed.assets / "stamp").stat().st_mtime_ns
    with running(installed, "demo", "--fresh", "--port", str(free_port())) as launcher:
        launcher.wait_for("ready")
    assert before[1] != (installed.assets / "stamp").stat().st_mtime_ns
    assert loadings(installed) == 2


def test_fresh_does_not_touch_a_database_of_somebody_else(installed: Project) -> None:
    answer = zenne(installed, "demo", "--fresh", ZENNE_DATABASE_URL="postgresql://127.0.0.1/city")
    assert answer.returncode == 1
    assert "ZENNE_DATABASE_URL names another database" in answer.stderr


def test_every_mistake_in_the_city_is_shown(installed: Project) -> None:
    (installed.root / "cities" / "brussels" / "city.yaml").write_text("wrong: 1\n")
    answer = zenne(installed, "demo", "--port", str(free_port()))
    assert answer.returncode == 1
    assert "city.yaml, line 1: the key 'wrong' is not known" in answer.stderr
    assert "Traceback" not in answer.stderr


def test_a_server_that_does_not_start_shows_why(installed: Project) -> None:
    (installed.source / "web" / "wsgi.py").write_text("raise RuntimeError('the roof is leaking')\n")
    answer = zenne(installed, "demo", "--port", str(free_port()))
    assert answer.returncode == 1
    assert answer.stderr.startswith("The server did not start.")
    assert "the roof is leaking" in answer.stderr
    assert processes_of(installed) == []


def test_the_secret_key_is_made_once_and_for_its_owner_only(installed: Project) -> None:
    zenne(installed, "manage", "check")
    key = installed.var / "secret_key"
    first = key.read_text()
    zenne(installed, "manage", "check")
    assert key.read_text() == first
    assert len(first) >= 32
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_the_demo_starts_from_another_folder(installed: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir("/")
    with running(installed, "demo", "--port", str(free_port())) as launcher:
        assert launcher.wait_for("ready")
