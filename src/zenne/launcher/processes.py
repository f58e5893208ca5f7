"""Child processes that never outlive the launcher."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

PR_SET_PDEATHSIG = 1
SECONDS_TO_STOP = 10


def end_with_parent() -> None:
    """Ask Linux to end this process when the launcher dies, even by SIGKILL (prctl(2)). Runs in the child."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def start(
    command: Sequence[str | Path], *, variables: Mapping[str, str], folder: Path, output: IO[bytes] | None
) -> subprocess.Popen[bytes]:
    """Start a child in a session of its own: Ctrl-C reaches the launcher alone, which then ends the child in order.

    ``output`` receives both of the child's streams; without it they go where the launcher's own go.
    """
    return subprocess.Popen(
        [str(part) for part in command],
        env=dict(variables),
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=subprocess.STDOUT if output else None,
        start_new_session=True,
        preexec_fn=end_with_parent,  # noqa: PLW1509 - the launcher has no threads
    )


def stop(child: subprocess.Popen[bytes], *, seconds: float = SECONDS_TO_STOP) -> None:
    """End a child and everything it started: by request, and after some seconds by force."""
    if child.poll() is None:
        child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(timeout=seconds)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def become(command: Sequence[str | Path], *, variables: Mapping[str, str], folder: Path) -> int:
    """Replace the launcher by another program, which then has the terminal and the signals for itself."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.chdir(folder)
    os.execve(str(command[0]), [str(part) for part in command], dict(variables))  # noqa: S606
