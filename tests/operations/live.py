"""A city with a live server beside its web server, and listeners, for tests and benchmarks."""

import contextlib
import http.client
import json
import os
import sqlite3
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.site import free_port, running_site
from tests.filled import CLONE
from zenne.launcher import processes
from zenne.launcher.live import live_server
from zenne.launcher.project import Project


@contextmanager
def live_site(folder: Path) -> Iterator[tuple[str, str]]:
    """The addresses of a web server and of its live server. All branches are open all day."""
    live_port = free_port()
    live = f"http://127.0.0.1:{live_port}"
    with running_site(folder, ZENNE_LIVE_URL=live) as site:
        always_open(folder / "zenne.sqlite3")
        variables = {**os.environ, "PYTHONPATH": str(CLONE / "src"), "DJANGO_SETTINGS_MODULE": "zenne.web.settings"}
        variables |= {"ZENNE_DATABASE_URL": f"sqlite:///{folder / 'zenne.sqlite3'}", "ZENNE_DATA_FOLDER": str(folder)}
        command = live_server(
            Project.at(CLONE, variables={}), host="127.0.0.1", port=live_port, variables=variables
        ).command
        with (folder / "live.log").open("wb") as log:
            child = processes.start([sys.executable, *command], variables=variables, folder=CLONE, output=log)
            try:
                wait_for(f"{live}/healthz")
                yield site, live
            finally:
                processes.stop(child)


def always_open(database: Path) -> None:
    """Tests run at any hour."""
    with sqlite3.connect(database, timeout=20) as connection:
        connection.execute("UPDATE catalogue_branch SET hours = '24/7'")
        connection.execute("UPDATE catalogue_offering SET hours = ''")
        connection.execute("UPDATE content_contentversion SET token = 'always-open'")
    connection.close()


def wait_for(address: str, *, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


@dataclass
class Heard:
    """What somebody heard on a stream."""

    rooms: list[dict[str, Any]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    has_ended: threading.Event = field(default_factory=threading.Event)


def listen(address: str, *, last: str = "") -> Heard:
    """Listen in a thread until the stream ends."""
    heard = Heard()
    request = urllib.request.Request(address, headers={"Last-Event-ID": last} if last else {})

    def read() -> None:
        # A stream that breaks off is no failure of the test that listens: it hears nothing more.
        with (
            contextlib.suppress(OSError, http.client.HTTPException),
            urllib.request.urlopen(request, timeout=60) as stream,
        ):
            for line in stream:
                if line.startswith(b"id: "):
                    heard.ids.append(line[4:].strip().decode())
                elif line.startswith(b"data: "):
                    heard.rooms.append(json.loads(line[6:]))
            heard.has_ended.set()

    threading.Thread(target=read, daemon=True).start()
    return heard


def post(address: str, **wish: Any) -> dict[str, Any]:
    request = urllib.request.Request(
        address, data=json.dumps(wish).encode(), headers={"Content-Type": "application/json"}, method="POST"
    )
    with urllib.request.urlopen(request, timeout=20) as answer:
        found: dict[str, Any] = json.load(answer)
    return found


def eventually(is_true: Any, *, seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if is_true():
            return True
        time.sleep(0.02)
    return bool(is_true())
