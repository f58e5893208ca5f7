"""Processes of Django that begin where its start ends: each is a process of its own, and only the start is saved."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CLONE = Path(__file__).resolve().parents[1]
FORKS = """
import django, json, os, sys, traceback
django.setup()

def run(program):
    try:
        exec(compile(program, "<test>", "exec"), {"__name__": "__main__"})
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else bool(end.code)
    except BaseException:
        traceback.print_exc()
        return 1
    return 0

for line in sys.stdin:
    told = json.loads(line)
    if "wait" in told:
        answer = os.waitstatus_to_exitcode(os.waitpid(told["wait"], 0)[1])
    else:
        answer = os.fork()
    if answer == 0 and "program" in told:
        for stream, number in ((sys.stdout, 1), (sys.stderr, 2)):
            os.dup2(os.open(told["says"][number - 1], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), number)
            stream.reconfigure(line_buffering=True)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        code = run(told["program"])
        sys.stdout.flush(), sys.stderr.flush()
        os._exit(code)
    print(answer, flush=True)
"""


@dataclass(frozen=True, slots=True)
class Child:
    """A process at work. ``said`` and ``complained`` are what it wrote so far."""

    forks: "Forks"
    number: int
    files: tuple[Path, Path]

    @property
    def said(self) -> str:
        return self.files[0].read_text()

    @property
    def complained(self) -> str:
        return self.files[1].read_text()

    def __enter__(self) -> "Child":
        return self

    def __exit__(self, *_: object) -> None:
        if self.number in self.forks.running:
            self.kill()

    def kill(self) -> None:
        """End it without a word."""
        os.kill(self.number, signal.SIGKILL)
        self.wait()

    def wait(self) -> int:
        """Wait for its end; its exit code, or the negative number of the signal that ended it."""
        code = self.forks.tell(wait=self.number)
        self.forks.running.discard(self.number)
        return code


class Forks:
    """A process that has started Django and does nothing but fork, on somebody's word."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self.process = process
        self.folder = folder
        self.count = 0
        self.running: set[int] = set()

    def start(self, program: str) -> Child:
        """Run a Python program in a process of its own, beside the test."""
        self.count += 1
        out, wrong = (self.folder / f"{name}-{self.process.pid}-{self.count}.txt" for name in ("out", "wrong"))
        out.touch()
        wrong.touch()
        number = self.tell(program=program, says=[str(out), str(wrong)])
        self.running.add(number)
        return Child(self, number, (out, wrong))

    def run(self, program: str) -> "subprocess.CompletedProcess[str]":
        """Run a Python program to its end."""
        child = self.start(program)
        code = child.wait()
        return subprocess.CompletedProcess(program, code, child.said, child.complained)

    def tell(self, **words: object) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(words) + "\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())


@contextmanager
def forks(variables: Mapping[str, str], *, beside: Path) -> Iterator[Forks]:
    """Forks of a Django with these variables, in the folder of the clone; what they write lies in ``beside``."""
    command = [sys.executable, "-c", FORKS]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=dict(variables), cwd=CLONE, stdin=pipe, stdout=pipe, text=True) as process:
        try:
            yield Forks(process, beside)
        finally:
            with contextlib.suppress(BrokenPipeError):
                process.communicate()
