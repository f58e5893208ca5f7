"""Database files that many tests begin with: filled once in a run of the tests, copied by each that needs one."""

import fcntl
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]
MIGRATE = ("migrate", "--no-input", "--verbosity=0")
LOAD_BRUSSELS = ("load", "cities/brussels")
WORK = ("work", "--until-done")
SECRET = "only-for-tests-only-for-tests-only-for-tests"


def copy_filled(target: Path, *commands: Sequence[str]) -> None:
    """Write to ``target`` a SQLite database on which these commands of Django were run, one after the other.

    The files that they made are put beside it.
    """
    name = "-".join(command[0] for command in commands)
    with one_at_a_time(name) as folder:
        made = folder / name / "zenne.sqlite3"
        if not made.exists():
            fill(folder / f"{name}.draft", *commands)
            (folder / f"{name}.draft").rename(folder / name)
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(made, target)
    if (made.parent / "files").is_dir():
        shutil.copytree(made.parent / "files", target.parent / "files", dirs_exist_ok=True)


@contextmanager
def one_at_a_time(name: str) -> Iterator[Path]:
    """Where the processes of a run keep what they share; the others wait for whoever is making a thing."""
    folder = Path(os.environ["ZENNE_DATA_FOLDER"]) / "filled"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{name}.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        yield folder


def fill(folder: Path, *commands: Sequence[str]) -> None:
    """Run the last command on what those before it made, which others begin with, too."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    *earlier, command = commands
    if earlier:
        copy_filled(folder / "zenne.sqlite3", *earlier)
    run_command(command, ZENNE_DATA_FOLDER=str(folder))
    assert not (folder / "zenne.sqlite3-wal").exists(), "a part of the database is beside its file"


def run_command(command: Sequence[str], **variables: str) -> None:
    """Run a command of Django in a process of its own, with no settings but these."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ZENNE_", "PROMETHEUS_"))}
    variables = inherited | {
        "ZENNE_DATA_FOLDER": os.environ["ZENNE_DATA_FOLDER"],
        "ZENNE_SECRET_KEY": SECRET,
        "ZENNE_LOG_LEVEL": "WARNING",
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        "PYTHONPATH": str(CLONE / "src"),
        **variables,
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", *command],
        env=variables,
        cwd=CLONE,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
