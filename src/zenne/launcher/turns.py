"""Locks between launchers that work in the same folder. The system gives a lock back when its holder dies."""

import contextlib
import fcntl
from collections.abc import Iterator

from zenne.launcher.progress import Progress
from zenne.launcher.project import Project
from zenne.launcher.trouble import CannotContinue


@contextlib.contextmanager
def alone(project: Project, progress: Progress) -> Iterator[None]:
    """Hold the turn to install and build in this folder; wait for another start that has it."""
    project.var.mkdir(parents=True, exist_ok=True)
    with (project.var / "setup.lock").open("w") as turn:
        try:
            fcntl.flock(turn, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            progress.say("Another start is at work in this folder; waiting for it")
            fcntl.flock(turn, fcntl.LOCK_EX)
        yield


@contextlib.contextmanager
def in_use(project: Project) -> Iterator[None]:
    """Say that a server uses the database and the assets of this folder; several servers may."""
    project.var.mkdir(parents=True, exist_ok=True)
    with (project.var / "running.lock").open("w") as use:
        fcntl.flock(use, fcntl.LOCK_SH)
        yield


@contextlib.contextmanager
def not_in_use(project: Project) -> Iterator[None]:
    """Keep servers of this folder from starting for a moment.

    Raises:
        CannotContinue: one is running.
    """
    project.var.mkdir(parents=True, exist_ok=True)
    with (project.var / "running.lock").open("w") as use:
        try:
            fcntl.flock(use, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CannotContinue(
                "Zenne is running in this folder. Stop it first, then start over with --fresh."
            ) from None
        yield
