"""What the launcher says while it works: one line for each step, details in a log file."""

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from zenne.launcher import processes
from zenne.launcher.project import Project
from zenne.launcher.trouble import CannotContinue

LINES_SHOWN = 15
LARGEST_LOG_BYTES = 5_000_000


class CommandFailed(CannotContinue):
    """A command that the launcher ran has failed. ``output`` is everything it wrote."""

    def __init__(self, sentence: str, *, output: str) -> None:
        self.output = output
        super().__init__(sentence)


class Progress:
    """Prints the steps of one run of the launcher and runs their commands quietly.

    ``apart``: on standard error, where standard output is for what the command gives.
    """

    def __init__(self, project: Project, *, apart: bool = False) -> None:
        self.project = project
        self.apart = apart
        self.began = time.monotonic()

    def say(self, title: str) -> None:
        """One line: the seconds since the start, and what begins now."""
        print(
            f"{time.monotonic() - self.began:6.1f} s  {title}",
            file=sys.stderr if self.apart else sys.stdout,
            flush=True,
        )

    def run(
        self, command: Sequence[str | Path], *, variables: Mapping[str, str], failure: str, lines: int = LINES_SHOWN
    ) -> str:
        """Run a command, its output into the setup log, and return what it wrote.

        Raises:
            CommandFailed: with the sentence ``failure`` and the last lines of the output.
        """
        with self.log() as output:
            write_title(output, command)
            begin = output.tell()
            child = processes.start(command, variables=variables, folder=self.project.root, output=output)
            self.wait(child)
            output.seek(begin)
            written = output.read().decode(errors="replace").strip()
        return self.result(child, written=written, failure=failure, lines=lines)

    @contextmanager
    def beside(
        self, command: Sequence[str | Path], *, variables: Mapping[str, str], failure: str, lines: int = LINES_SHOWN
    ) -> Iterator[None]:
        """Run a command while the block does something else, and wait for it; a block that breaks off ends it.

        Raises:
            CommandFailed: as ``run`` does.
        """
        with tempfile.TemporaryFile() as output:
            child = processes.start(command, variables=variables, folder=self.project.root, output=output)
            try:
                yield
                self.wait(child)
            finally:
                processes.stop(child)
                output.seek(0)
                written = output.read().decode(errors="replace").strip()
                with self.log() as log:
                    write_title(log, command)
                    log.write(f"{written}\n".encode())
        self.result(child, written=written, failure=failure, lines=lines)

    def log(self) -> IO[bytes]:
        """The setup log, to write at its end; a new one when it has grown too large."""
        log = self.project.setup_log
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LARGEST_LOG_BYTES:
            log.unlink()
        return log.open("a+b")

    def result(self, child: subprocess.Popen[bytes], *, written: str, failure: str, lines: int) -> str:
        if child.returncode:
            raise CommandFailed(self.with_details(failure, written=written, lines=lines), output=written)
        return written

    def with_details(self, failure: str, *, written: str, lines: int) -> str:
        """The sentence, the last lines that were written, and where the rest is."""
        last = "\n".join(f"    {line}" for line in written.splitlines()[-lines:])
        return f"{failure}\n{last}\nEverything that was written is in {self.project.shown(self.project.setup_log)}."

    def wait(self, child: subprocess.Popen[bytes]) -> None:
        """Wait for a child; on a terminal the seconds tick, so that a long step does not look like a stopped one."""
        try:
            while not ended_within_a_second(child):
                self.tick()
        finally:
            processes.stop(child)
            self.tick(clear=True)

    def tick(self, *, clear: bool = False) -> None:
        if sys.stdout.isatty():
            print("\r\033[K" if clear else f"\r{time.monotonic() - self.began:6.1f} s  …", end="", flush=True)


def ended_within_a_second(child: subprocess.Popen[bytes]) -> bool:
    try:
        child.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return False
    return True


def write_title(log: IO[bytes], command: Sequence[str | Path]) -> None:
    log.write(f"\n$ {' '.join(str(part) for part in command)}\n".encode())
    log.flush()
