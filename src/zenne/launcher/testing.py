"""`./zenne test`: the whole test suite, in a data folder of its own."""

import os
import shutil
from pathlib import Path

from zenne.launcher.preparation import FOR_CHECKS, prepare_pages
from zenne.launcher.processes import become
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.variables import trial_variables


def test(project: Project, arguments: list[str]) -> int:
    """Install what the tests need and run them; all arguments are pytest's."""
    progress = Progress(project)
    variables = trial_variables(project)
    prepare_pages(project, progress, variables=variables, lists=FOR_CHECKS)
    progress.say("Running the tests")
    variables |= test_variables(project)
    return become((project.python, "-m", "pytest", *arguments), variables=variables, folder=project.root)


def test_variables(project: Project) -> dict[str, str]:
    """What the tests run with, whatever this shell says: pytest-django reads the settings before any conftest does."""
    return {
        "ZENNE_DATA_FOLDER": str(data_folder(project)),
        "ZENNE_DATABASE_URL": os.environ.get("ZENNE_TEST_DATABASE_URL", ""),
        "ZENNE_BASE_URL": "http://127.0.0.1:8000",
        "ZENNE_ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
        "ZENNE_BEHIND_PROXY": "false",
        "ZENNE_DEBUG": "false",
        "ZENNE_LOG_LEVEL": "WARNING",
    }


def data_folder(project: Project) -> Path:
    """An empty data folder for this test run, with the built assets; those of finished runs are removed.

    It is named after the process, which pytest takes over.
    """
    runs = project.var / "test"
    runs.mkdir(parents=True, exist_ok=True)
    for finished in runs.iterdir():
        if not finished.name.isdecimal() or not is_running(int(finished.name)):
            shutil.rmtree(finished, ignore_errors=True)
    folder = runs / str(os.getpid())
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    (folder / "assets").symlink_to(project.assets, target_is_directory=True)
    return folder


def is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
