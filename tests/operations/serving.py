"""A real server in processes of its own, and what it answers and writes."""

import http.client
import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.filled import MIGRATE, copy_filled
from tests.launcher.running import free_port
from zenne.launcher import processes
from zenne.launcher.project import Project
from zenne.launcher.server import Server, wait_until_ready

CLONE = Path(__file__).resolve().parents[2]
SECRET = "only-for-tests-only-for-tests-only-for-tests"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


@dataclass(frozen=True)
class Served:
    """A running server with ``log``, the file with everything that it writes, and the ``variables`` it runs with."""

    port: int
    log: Path
    variables: Mapping[str, str]

    def ask(self, path: str, *, method: str = "GET", body: str = "", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body or None, headers=named)
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()


@contextmanager
def serving(folder: Path, *, workers: int = 1, **more: str) -> Iterator[Served]:
    """The site of these tests on a database file in ``folder``. ``more``: further variables of the installation."""
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("ZENNE_", "PROMETHEUS_"))}
    variables |= {
        "ZENNE_DATA_FOLDER": str(folder),
        "ZENNE_SECRET_KEY": SECRET,
        "ZENNE_ALLOWED_HOSTS": "127.0.0.1,localhost",
        "ZENNE_METRICS_TOKEN": "token-of-the-tests",
        "DJANGO_SETTINGS_MODULE": "tests.operations.settings",
        "PYTHONPATH": f"{CLONE / 'src'}{os.pathsep}{CLONE}",
        **more,
    }
    static = folder / "assets" / "served"
    static.mkdir(parents=True)
    (static / "mark.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    copy_filled(folder / "zenne.sqlite3", MIGRATE)
    server = Server(host="127.0.0.1", port=free_port(), workers=workers, variables=variables)
    log = folder / "server.log"
    command = [sys.executable, *server.command[:-1], "tests.operations.site:application"]
    with log.open("wb") as output:
        child = processes.start(command, variables=variables, folder=CLONE, output=output)
        try:
            wait_until_ready(Project.at(CLONE, variables=variables), server, child)
            time.sleep(0.2 * (workers - 1))  # the other processes
            yield Served(port=server.port, log=log, variables=variables)
        finally:
            processes.stop(child)
