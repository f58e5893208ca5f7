"""The Python environment in .venv, from the hash-locked requirements."""

import importlib.util
import sys
from pathlib import Path

from zenne.launcher.network import without_network
from zenne.launcher.progress import CommandFailed, Progress
from zenne.launcher.project import Project
from zenne.launcher.stamps import fingerprint, is_stamped, write_stamp
from zenne.launcher.trouble import CannotContinue
from zenne.launcher.variables import program_variables

PIP = ("-m", "pip", "--disable-pip-version-check", "--no-input", "install")
NOTHING_FOUND = "(from versions: none)"
# Python compiles what is used when it is first used: a fifth of what is there.
LOCKED = ("--no-compile", "--require-hashes", "--no-deps", "--only-binary=:all:", "--requirement")


def install_packages(project: Project, progress: Progress, *, lists: tuple[str, ...] = ("base",)) -> None:
    """Bring .venv in line with the locked lists: from nothing, after a change, after an interruption.

    Raises:
        CannotContinue: venv is missing, there is no network, or a package does not have its locked hash.
    """
    if not is_sound(project):
        make_environment(project, progress)
    for name in lists:
        stamp, wanted = stamp_of(project, name=name), locked_print(project, name=name)
        if not is_stamped(stamp, with_print=wanted):
            install_list(project, progress, name=name)
            write_stamp(stamp, with_print=wanted)


def is_sound(project: Project) -> bool:
    """True when .venv runs, a list was installed in it, none broke off in it, and none has changed since."""
    stamps = list(project.environment.glob("zenne-*.stamp"))
    return (
        project.python.exists()
        and bool(stamps)
        and not unfinished_mark(project).exists()
        and all(is_stamped(stamp, with_print=locked_print(project, name=list_of(stamp))) for stamp in stamps)
    )


def make_environment(project: Project, progress: Progress) -> None:
    """Make .venv anew; what was in it is lost."""
    if importlib.util.find_spec("ensurepip") is None or importlib.util.find_spec("venv") is None:
        raise CannotContinue(
            "This Python cannot make an environment: its venv module is missing. "
            "Install it (on Debian and Ubuntu: apt install python3-venv) and run the same command again."
        )
    progress.say("Making the Python environment")
    progress.run(
        [sys.executable, "-m", "venv", "--clear", project.environment],
        variables=program_variables(project),
        failure="The Python environment in .venv could not be made.",
    )


def install_list(project: Project, progress: Progress, *, name: str) -> None:
    """Install one locked list. The mark stands while it lasts: an environment with a mark is not trusted again."""
    path = lock_of(project, name=name)
    packages = sum("==" in line and not line.lstrip().startswith("#") for line in path.read_text().splitlines())
    progress.say(f"Installing {packages} Python packages ({project.shown(path)})")
    mark = unfinished_mark(project)
    mark.touch()
    try:
        run_pip(project, progress, path=path)
    except CommandFailed as error:
        if NOTHING_FOUND not in error.output:
            raise without_network(error, what="The Python packages") from error
        ask_again(project, progress, path=path)
    mark.unlink()


def run_pip(project: Project, progress: Progress, *options: str, path: Path) -> None:
    progress.run(
        [project.python, *PIP, *options, *LOCKED, path],
        variables=program_variables(project),
        failure="The Python packages could not be installed.",
    )


def ask_again(project: Project, progress: Progress, *, path: Path) -> None:
    """Install once more, with every detail: pip alone does not tell a dead network from a package that is not there."""
    try:
        run_pip(project, progress, "-vv", path=path)
    except CommandFailed as error:
        raise without_network(error, what="The Python packages") from error


def unfinished_mark(project: Project) -> Path:
    return project.environment / "zenne-unfinished"


def stamp_of(project: Project, *, name: str) -> Path:
    return project.environment / f"zenne-{name}.stamp"


def list_of(stamp: Path) -> str:
    return stamp.stem.removeprefix("zenne-")


def lock_of(project: Project, *, name: str) -> Path:
    return project.root / "requirements" / f"{name}.txt"


def locked_print(project: Project, *, name: str) -> str:
    """What a finished installation of a list depends on: the lock and the version of Python."""
    path = lock_of(project, name=name)
    if not path.exists():
        raise CannotContinue(f"{project.shown(path)} is missing: this clone is not complete.")
    return fingerprint([path], also=f"{sys.version_info.major}.{sys.version_info.minor}")
