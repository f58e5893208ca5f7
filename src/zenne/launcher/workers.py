"""Processes beside the server: started, replaced when they die, and stopped when what they have at hand is finished."""

import signal
import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from zenne.launcher import processes
from zenne.launcher.project import Project

COMMAND = ("-m", "django", "work")
SECONDS_TO_FINISH = 60
SECONDS_BETWEEN_LOOKS = 1.0
"""Also the pause before a dead worker is replaced, so that one that cannot start is not started without end."""


class Workers:
    """Processes of this launcher that do the same: work, unless ``command`` says something else.

    They write to ``log``, or where the launcher does.
    """

    def __init__(
        self,
        project: Project,
        *,
        variables: Mapping[str, str],
        log: Path | None = None,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        self.project = project
        self.command = command
        self.variables = variables
        self.log = log
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, count: int) -> None:
        """Start so many more."""
        for _ in range(count):
            self.running.append(self.start_one())

    def start_one(self) -> "subprocess.Popen[bytes]":
        command: list[str | Path] = [self.project.python, *self.command]
        if self.log is None:
            return processes.start(command, variables=self.variables, folder=self.project.root, output=None)
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            return processes.start(command, variables=self.variables, folder=self.project.root, output=output)

    def replace_dead(self) -> None:
        """Start another process for each that has ended. Called no more often than every SECONDS_BETWEEN_LOOKS."""
        for place, worker in enumerate(self.running):
            if worker.poll() is not None:
                processes.stop(worker)
                self.running[place] = self.start_one()

    def stop(self) -> None:
        """Let each finish the job at hand, for a minute at most; what is left over is taken up by the next worker."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)
        for worker in self.running:
            if worker.poll() is None:
                worker.terminate()
        end = time.monotonic() + SECONDS_TO_FINISH
        for worker in self.running:
            processes.stop(worker, seconds=max(end - time.monotonic(), 0))
        self.running.clear()
