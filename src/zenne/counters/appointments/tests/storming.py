"""A real web server with real clients, for tests in which many people want the same few times."""

import contextlib
import http.client
import json
import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from tests.beside import tables_beside, variables_beside

from zenne.counters.appointments.tokens import confirm_token

PREPARE = """
import django, os, sys
django.setup()
from datetime import timedelta
from django.utils import timezone
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.tests.builders import assert_no_seat_is_lost_or_given_twice, make_city
"""
BUILD = """
city = make_city(hours="Mo-Su 09:00-17:00; PH 09:00-17:00", minutes=15)
day = timezone.localdate() + timedelta(days=3)
for _ in range({shifts}):
    city.shift(day=day, begin="09:00", end="11:00")
"""
GRANIAN = (
    "-m",
    "granian",
    "--interface=wsgi",
    "--no-ws",
    "--log-level=warning",
    "--host=127.0.0.1",
    "--blocking-threads=4",
    "--workers-kill-timeout=5",
    "--respawn-failed-workers",
    "--respawn-interval=0.2",
)
"""As the launcher starts it; and who is killed is replaced."""
CLIENT = """
import django
django.setup()
import sys
from zenne.counters.appointments.tests.storming import be_a_client
be_a_client(*map(int, sys.argv[1:4]))
"""


@dataclass(frozen=True, slots=True)
class Site:
    """An installation in a folder; its database is a file there, or the test's when that is PostgreSQL."""

    folder: Path

    def __post_init__(self) -> None:
        tables_beside(self.folder)

    @property
    def variables(self) -> dict[str, str]:
        return variables_beside(self.folder) | {
            "ZENNE_SECRET_KEY": "only-for-tests-only-for-tests-only-for-tests",
            "ZENNE_BEHIND_PROXY": "true",
            "ZENNE_LOG_LEVEL": "WARNING",
        }

    def run(self, program: str) -> str:
        """What a program prints; ``PREPARE`` stands before it."""
        command = [sys.executable, "-c", PREPARE + program]
        done = subprocess.run(command, env=self.variables, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def server(self, *, workers: int) -> Iterator[tuple[int, int]]:
        """The web server of production; its port and its process. A worker that is killed is replaced."""
        port = free_port()
        command = [sys.executable, *GRANIAN, f"--port={port}", f"--workers={workers}", "zenne.web.wsgi:application"]
        with (self.folder / "server.log").open("wb") as log:
            process = subprocess.Popen(command, env=self.variables, stdout=log, stderr=subprocess.STDOUT)
        try:
            wait_for(port)
            yield port, process.pid
        finally:
            process.terminate()
            process.wait(timeout=30)

    def client(self, port: int, number: int, calls: int) -> "subprocess.Popen[bytes]":
        """A program of its own that wants times; what it says is in ``said_by``."""
        command = [sys.executable, "-c", CLIENT, str(port), str(number), str(calls)]
        with self.file_of(number).open("wb") as said:
            return subprocess.Popen(command, env=self.variables, stdout=said)

    def file_of(self, number: int) -> Path:
        return self.folder / f"client-{number}.txt"

    def said_by(self, number: int) -> list[str]:
        """The lines that a client has written so far."""
        return self.file_of(number).read_text().splitlines()

    def answers_to(self, number: int) -> int:
        """How many answers a client has got so far."""
        return sum('"status"' in line for line in self.said_by(number))


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            if ask(port, "GET", "/healthz")[0] == http.client.OK:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


def kill_a_worker(server: int) -> None:
    """End the oldest process of the web server without a word. The server gives up when the youngest dies too soon."""
    children = Path(f"/proc/{server}/task/{server}/children").read_text().split()
    workers = [pid for pid in children if "resource_tracker" not in Path(f"/proc/{pid}/cmdline").read_text()]
    os.kill(int(workers[0]), signal.SIGKILL)


def ask(  # noqa: PLR0913 - a request has these parts
    port: int, method: str, path: str, body: object = None, *, token: str = "", address: str = "203.0.113.1"
) -> tuple[int, dict[str, object]]:
    """Status and JSON. Raises OSError or HTTPException when no answer comes."""
    headers = {"Content-Type": "application/json", "X-Forwarded-For": address, "X-Forwarded-Proto": "http"}
    headers |= {"Booking-Token": token} if token else {}
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        link.request(method, path, json.dumps(body) if body is not None else None, headers)
        answer = link.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text.startswith(b"{") else {}
    finally:
        link.close()


def be_a_client(port: int, number: int, calls: int) -> None:
    """Hold, ask for, confirm, move and cancel times at random; print each answer, and each that did not come."""
    chance = random.Random(number)  # noqa: S311 - repeatable, not secret
    mine: dict[str, str] = {}
    answered = 0
    while answered < calls:
        address = f"203.{number}.{chance.randrange(256)}.{chance.randrange(256)}"
        booking = chance.choice([*mine, "", ""])
        try:
            path, body, method = next_call(booking, mine, chance, port, address)
            status, said = ask(port, method, path, body, token=mine.get(booking, ""), address=address)
        except (OSError, http.client.HTTPException):
            print(json.dumps({"booking": booking, "lost": True}), flush=True)
            time.sleep(0.3)
            continue
        answered += 1
        if "token" in said:
            mine[str(said["id"])] = str(said["token"])
        print(json.dumps({"booking": said.get("id", booking), "status": status, **picked(said)}), flush=True)


def next_call(
    booking: str, mine: dict[str, str], chance: random.Random, port: int, address: str
) -> tuple[str, object, str]:
    """What to do with a booking, or how to get one: path, body, method."""
    if not booking:
        found = ask(port, "GET", "/api/v1/slots?service=passport&limit=20", address=address)[1].get("items")
        slots = found if isinstance(found, list) and found else [{"token": "nothing is free"}]
        return "/api/v1/bookings", {"slot": chance.choice(slots)["token"]}, "POST"
    path = f"/api/v1/bookings/{booking}"
    contact = f"ann-{chance.getrandbits(60)}@example.org"
    return chance.choice(
        [
            (f"{path}/ask", {"contact": contact}, "POST"),
            (f"{path}/confirm", {"code": confirm_token(UUID(booking))}, "POST"),
            (f"{path}/move", {"to": chance.choice(list(mine.values()))}, "POST"),
            (path, None, "DELETE"),
        ]
    )


def picked(said: dict[str, object]) -> dict[str, object]:
    return {name: said[name] for name in ("state", "start", "code") if name in said}
