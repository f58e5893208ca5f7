"""A throw-away installation for a benchmark: its own data folder, database and city."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from zenne.launcher.preparation import prepare_pages
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.variables import trial_variables

PROJECT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Installation:
    """A data folder and the environment that points to it."""

    folder: Path
    variables: dict[str, str]


@contextmanager
def new_installation(*, city: str | None) -> Iterator[Installation]:
    """A migrated database, with ``city`` loaded where one is named; the assets are those that the launcher built."""
    with tempfile.TemporaryDirectory(prefix="zenne-benchmark-") as name:
        folder = Path(name)
        (folder / "assets").symlink_to(PROJECT / "var" / "assets", target_is_directory=True)
        variables = os.environ | {
            "ZENNE_DATA_FOLDER": name,
            "ZENNE_DATABASE_URL": "",
            "ZENNE_SECRET_KEY": "only-for-benchmarks-only-for-benchmarks",
            "ZENNE_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
            "PYTHONPATH": f"{PROJECT / 'src'}{os.pathsep}{PROJECT}",
            "PYTHONDONTWRITEBYTECODE": "",  # compiled once, as on any machine
        }
        installation = Installation(folder, variables)
        run_django(installation, "migrate", "--verbosity=0")
        if city is not None:
            run_django(installation, "load", city)
        yield installation


def build_pages() -> None:
    """Install and build what pages are made of, as ``./zenne demo`` does; at once when it is all there."""
    project = Project.at(PROJECT, variables={})
    prepare_pages(
        project, Progress(project), variables=trial_variables(project) | {"ZENNE_DATA_FOLDER": str(project.data)}
    )


def run_django(installation: Installation, *arguments: str) -> None:
    command = [sys.executable, "-m", "django", *arguments]
    subprocess.run(command, env=installation.variables, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
