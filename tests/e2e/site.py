"""The site that the browser visits: the server of `./zenne demo`, with a database file of its own."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.e2e.behind import CLONE, standing_behind
from tests.filled import LOAD_BRUSSELS, MIGRATE, WORK, copy_filled
from zenne.launcher import processes
from zenne.launcher.project import Project
from zenne.launcher.server import Server, wait_until_ready

CITY = CLONE / "cities" / "brussels"


@contextmanager
def running_site(folder: Path, *, port: int = 0, **more: str) -> Iterator[str]:
    """Put a filled database and data sets into ``folder``, serve the city, and give the address (no slash at its end).

    ``port``: a free one when 0. ``more``: further variables of the installation.
    """
    port = port or free_port()
    variables = {**site_variables(folder, port=port), **more}
    copy_filled(folder / "zenne.sqlite3", MIGRATE, LOAD_BRUSSELS, WORK)
    (folder / "assets").symlink_to(Path(os.environ["ZENNE_DATA_FOLDER"]) / "assets")
    server = Server(host="127.0.0.1", port=port, workers=1, variables=variables, log=folder / "server.log")
    with (folder / "server.log").open("wb") as log:
        child = processes.start([sys.executable, *server.command], variables=variables, folder=CLONE, output=log)
        try:
            wait_until_ready(Project.at(CLONE, variables=variables), server, child)
            with standing_behind(folder, variables):
                yield server.address.rstrip("/")
        finally:
            processes.stop(child)


def site_variables(folder: Path, *, port: int) -> dict[str, str]:
    """The settings of an installation on this machine, with the assets that were built before the tests."""
    return {
        **os.environ,
        "PYTHONPATH": str(CLONE / "src"),
        "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        # Of its own: sites beside each other count their tries apart, and keep their mail.
        "ZENNE_DATA_FOLDER": str(folder),
        "ZENNE_DATABASE_URL": f"sqlite:///{folder / 'zenne.sqlite3'}",
        "ZENNE_BASE_URL": f"http://127.0.0.1:{port}",
        "ZENNE_ALLOWED_HOSTS": "127.0.0.1",
        "ZENNE_BEHIND_PROXY": "false",
        "ZENNE_DEBUG": "false",
    }


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
