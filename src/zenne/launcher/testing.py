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
    variables["ZENNE_DATA_FOLDER"] = str(data_folder(project))
    return become((project.python, "-m", "pytest", *arguments), variables=variables, folder=project.root)


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
