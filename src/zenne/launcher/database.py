"""The database of a trial city: brought up to date, filled, thrown away."""

import shutil
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from zenne.launcher.progress import CommandFailed, Progress
from zenne.launcher.project import Project
from zenne.launcher.stamps import files_below, fingerprint, is_stamped, write_stamp
from zenne.launcher.trouble import CannotContinue
from zenne.launcher.turns import alone, not_in_use

ALL_LINES = 10_000
WRITTEN = "written"


def city_folder(path: Path) -> Path:
    """The folder of a city, as an absolute path.

    Raises:
        CannotContinue: there is no such folder, or it is not a city.
    """
    folder = path.expanduser().resolve()
    if not folder.is_dir():
        raise CannotContinue(f"There is no folder {path}. Name the folder of a city, for example cities/brussels.")
    if not (folder / "city.yaml").is_file():
        raise CannotContinue(
            f"{path} is not the folder of a city: it has no city.yaml. docs/city-folder.md describes one."
        )
    return folder


def migrate(project: Project, progress: Progress, *, variables: Mapping[str, str]) -> None:
    """Make the tables, or bring them up to date."""
    progress.say("Preparing the database")
    progress.run(
        [project.python, "-m", "django", "migrate", "--no-input", "--verbosity=0"],
        variables=variables,
        failure="The database could not be prepared.",
    )


def fill_database(project: Project, progress: Progress, *, city: Path, variables: Mapping[str, str]) -> None:
    """Prepare the database and load a city, unless nothing of either has changed since the last time.

    Raises:
        CannotContinue: with every mistake in the city folder.
    """
    stamp, wanted = filled_stamp(project), filled_print(project, city=city)
    own_file = not variables.get("ZENNE_DATABASE_URL")
    if own_file and database_file(project).exists() and is_stamped(stamp, with_print=wanted):
        return
    forget_filling(project)
    migrate(project, progress, variables=variables)
    progress.say(f"Loading the city from {project.shown(city)}")
    progress.run(
        [project.python, "-m", "django", "load", city],
        variables=variables,
        failure=f"The city in {project.shown(city)} could not be loaded.",
        lines=ALL_LINES,
    )
    write_stamp(stamp, with_print=wanted)


def fill_counters(project: Project, progress: Progress, *, variables: Mapping[str, str]) -> None:
    """Let invented staff and visitors be at the counters of the demonstration: once a day, only what is missing."""
    stamp, wanted = days_stamp(project), f"{datetime.now(UTC).date()}"
    own_file = not variables.get("ZENNE_DATABASE_URL")
    if own_file and is_stamped(stamp, with_print=wanted):
        return
    progress.say("Planning who is at the counters, and inventing who came in the past four weeks")
    progress.run(
        [project.python, "-m", "django", "demo"],
        variables=variables,
        failure="The counters of the demonstration could not be filled.",
    )
    write_stamp(stamp, with_print=wanted)


def fill_letters(project: Project, progress: Progress, *, variables: Mapping[str, str]) -> None:
    """Let invented people write to the city for more than three weeks, once; the worker must not run meanwhile.

    What goes wrong with that stops no city: the next start begins it anew, as it does after one that was interrupted.
    """
    stamp = letters_stamp(project)
    if not variables.get("ZENNE_DATABASE_URL") and is_stamped(stamp, with_print=WRITTEN):
        return
    progress.say("Writing letters, and answering most of them")
    try:
        progress.run(
            [project.python, "-m", "django", "mail", "demo"],
            variables=variables,
            failure="The city starts without letters, since writing them failed. The next start tries it again.",
        )
    except CommandFailed as failed:
        progress.say(str(failed))
    else:
        write_stamp(stamp, with_print=WRITTEN)


def forget_filling(project: Project) -> None:
    """The database may have changed: the next demo loads the city again, and looks at the counters and the letters."""
    for stamp in (filled_stamp(project), days_stamp(project), letters_stamp(project)):
        stamp.unlink(missing_ok=True)


def filled_stamp(project: Project) -> Path:
    return project.data / "demo.stamp"


def days_stamp(project: Project) -> Path:
    return project.data / "demo-days.stamp"


def letters_stamp(project: Project) -> Path:
    return project.data / "demo-letters.stamp"


def filled_print(project: Project, *, city: Path) -> str:
    """What the filled database depends on: the city folder, the program, the locked packages."""
    program = [*files_below(project.source, "*.py"), project.root / "requirements" / "base.txt"]
    return fingerprint([*files_below(city), *program])


def database_file(project: Project) -> Path:
    return project.data / "zenne.sqlite3"


def start_over(project: Project, progress: Progress, *, variables: Mapping[str, str]) -> None:
    """Throw away the database of the demo and what was built for the browser.

    Raises:
        CannotContinue: the database is not the demo's own file, or a server is using it.
    """
    if variables.get("ZENNE_DATABASE_URL"):
        raise CannotContinue(
            "--fresh throws away only the database file of the demo, and ZENNE_DATABASE_URL names another database. "
            "Unset it, or leave --fresh out."
        )
    with alone(project, progress), not_in_use(project):
        progress.say("Starting over: removing the database and the built assets")
        forget_filling(project)
        for ending in ("", "-wal", "-shm", "-journal"):
            path = database_file(project)
            path.with_name(path.name + ending).unlink(missing_ok=True)
        shutil.rmtree(project.assets, ignore_errors=True)
