"""The web server: started, waited for, and stopped without leftovers."""

import contextlib
import http.client
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from zenne.launcher import processes
from zenne.launcher.ports import require_free_port
from zenne.launcher.project import Project
from zenne.launcher.trouble import CannotContinue
from zenne.launcher.turns import in_use
from zenne.launcher.workers import SECONDS_BETWEEN_LOOKS, Workers

BLOCKING_THREADS = 4
SECONDS_TO_START = 60
SECONDS_BETWEEN_QUESTIONS = 0.05
LINES_SHOWN = 15


@dataclass(frozen=True)
class Server:
    """A server to run. ``log`` is the file it writes to; without one it writes where the launcher does."""

    host: str
    port: int
    workers: int
    variables: Mapping[str, str]
    log: Path | None = None

    @property
    def address(self) -> str:
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}/"

    @property
    def command(self) -> tuple[str, ...]:
        """The arguments of the Python interpreter."""
        return (
            "-m",
            "granian",
            "--interface=wsgi",
            "--no-ws",
            "--log-level=warning",
            f"--host={self.host}",
            f"--port={self.port}",
            f"--workers={self.workers}",
            f"--blocking-threads={BLOCKING_THREADS}",
            "--workers-kill-timeout=5",
            "zenne.web.wsgi:application",
        )


def run_beside(project: Project, server: Server, *beside: Workers) -> int:
    """Run a server with other processes beside it: one that dies is replaced, and at the end each finishes its job."""

    def replace_dead() -> None:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        for group in beside:
            group.replace_dead()

    try:
        for group in beside:
            group.start(1)
        return run_server(project, server, meanwhile=replace_dead)
    finally:
        for group in beside:
            group.stop()


def run_server(project: Project, server: Server, *, meanwhile: Callable[[], None]) -> int:
    """Serve until Ctrl-C or SIGTERM; print ``ready`` and the address as soon as pages are served. Returns 0.

    ``meanwhile`` is called again and again, and takes about a second.

    Raises:
        CannotContinue: the port was taken meanwhile, or the server does not start or breaks down.
    """
    require_free_port(server.host, server.port)
    shutil.rmtree(project.data / "metrics", ignore_errors=True)  # the figures of server processes that are gone
    with in_use(project), contextlib.ExitStack() as open_files:
        output = None
        if server.log:
            server.log.parent.mkdir(parents=True, exist_ok=True)
            output = open_files.enter_context(server.log.open("wb"))
        child = processes.start(
            [project.python, *server.command], variables=server.variables, folder=project.root, output=output
        )
        try:
            wait_until_ready(project, server, child)
            print(f"ready {server.address}", flush=True)
            while child.poll() is None:
                meanwhile()
            raise CannotContinue(
                with_log(project, server, f"The server stopped by itself (exit code {child.returncode}).")
            )
        except KeyboardInterrupt:
            return 0
        finally:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            processes.stop(child)


def wait_until_ready(project: Project, server: Server, child: subprocess.Popen[bytes]) -> None:
    """Wait until /healthz answers 200.

    Raises:
        CannotContinue: the server ended, or does not answer so within a minute.
    """
    status = 0
    end = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < end:
        if child.poll() is not None:
            raise CannotContinue(with_log(project, server, "The server did not start."))
        status = health(server) or status
        if status == http.client.OK:
            return
        time.sleep(SECONDS_BETWEEN_QUESTIONS)
    answered = f"answers {status}" if status else "does not answer"
    sentence = f"The server {answered} at {server.address}healthz after {SECONDS_TO_START} seconds."
    raise CannotContinue(with_log(project, server, sentence))


def health(server: Server) -> int:
    """The status of /healthz, asked under a host name that this installation answers to; 0 without an answer."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(server.host, server.host)  # noqa: S104 - not bound, only compared
    names = server.variables.get("ZENNE_ALLOWED_HOSTS", "").split(",")
    name = names[0].strip().removeprefix(".").replace("*", "") or "127.0.0.1"
    connection = http.client.HTTPConnection(host, server.port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": name, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return 0
    finally:
        connection.close()


def with_log(project: Project, server: Server, sentence: str) -> str:
    """The sentence, and the end of the server's log when it has a file of its own."""
    if server.log is None:
        return sentence
    written = server.log.read_text(errors="replace").strip().splitlines()
    last = "\n".join(f"    {line}" for line in written[-LINES_SHOWN:])
    return f"{sentence}\n{last}\nEverything that was written is in {project.shown(server.log)}."
