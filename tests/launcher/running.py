"""Starts ./zenne for tests that watch it run, and looks at what it leaves behind."""

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.launcher.small_project import outside_variables
from zenne.launcher.project import Project

SECONDS_OF_PATIENCE = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Running:
    """A launcher at work."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.printed: list[str] = []

    def wait_for(self, text: str) -> str:
        """Read lines until one has the text; fail with everything that was said when none does."""
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line)
            if text in line:
                return line.rstrip("\n")
        raise AssertionError(f"{text!r} was never printed:\n{''.join(self.printed)}")

    def stop(self, number: int) -> str:
        """Send a signal and return everything that was printed till the end."""
        self.process.send_signal(number)
        rest, _ = self.process.communicate(timeout=SECONDS_OF_PATIENCE)
        return "".join(self.printed) + rest


@contextlib.contextmanager
def running(project: Project, *arguments: str, **variables: str) -> Iterator[Running]:
    """./zenne as a child process, in a session of its own as in a terminal; gone at the end of the block."""
    process = subprocess.Popen(
        [sys.executable, project.root / "zenne", *arguments],
        env=outside_variables(**variables),
        cwd=project.root,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield Running(process)
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                process.wait(timeout=SECONDS_OF_PATIENCE)


def page(port: int, path: str = "/") -> tuple[int, str]:
    """Status and text of a page."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()
    finally:
        connection.close()


def processes_of(project: Project) -> list[int]:
    """The running processes that were started with a path of this project on their command line."""
    found = []
    for folder in Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            if folder.name.isdecimal() and os.fsencode(project.root) in (folder / "cmdline").read_bytes():
                found.append(int(folder.name))
    return found


def eventually(condition: Callable[[], bool]) -> bool:
    """Whether a condition comes true within a minute."""
    end = time.monotonic() + SECONDS_OF_PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False
