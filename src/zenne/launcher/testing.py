"""`./zenne test`: the whole test suite, in a data folder of its own."""

import os
import shutil
from pathlib import Path

from zenne.launcher.preparation import FOR_CHECKS, prepare_pages
from zenne.launcher.processes import become
from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.variables import trial_variables

MOST_CORES = 8


def test(project: Project, arguments: list[str]) -> int:
    """Install what the tests need and run them, on all cores when it is the whole suite; all arguments are pytest's."""
    progress = Progress(project)
    variables = trial_variables(project)
    prepare_pages(project, progress, variables=variables, lists=FOR_CHECKS)
    progress.say("Running the tests")
    variables["ZENNE_DATA_FOLDER"] = str(data_folder(project))
    del variables["DJANGO_SETTINGS_MODULE"]  # pyproject.toml names that of the tests
    command: list[str | Path] = [project.python, "-m", "pytest", *on_all_cores(project, arguments), *arguments]
    return become(command, variables=variables, folder=project.root)


def on_all_cores(project: Project, arguments: list[str]) -> tuple[str, ...]:
    """Whole files go to one process each, in the order of the root conftest.py: the long ones first.

    There is one process more than cores, since many tests wait for a browser or for other processes. Named files and
    tests stay in one process, where a debugger works.
    """
    cores = min(os.cpu_count() or 1, MOST_CORES)
    is_whole_suite = not any((project.root / argument.partition("::")[0]).exists() for argument in arguments)
    if cores == 1 or not is_whole_suite or {"-n", "--pdb"} & set(arguments):
        return ()
    return ("-n", str(cores + 1), "--dist", "loadfile", "--no-loadscope-reorder")


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
