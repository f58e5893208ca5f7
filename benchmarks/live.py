"""How soon after a change do those who listen hear of it? 300 screens and phones while 20 desks work.

``PYTHONPATH=src:. python -m benchmarks.live [listeners] [desks] [seconds]``. It fails when the 95th percentile of the
time from the commit of a change to the last byte of its event at a listener is 300 ms or more. Set
``ZENNE_TEST_DATABASE_URL`` for PostgreSQL.

The desks are a process of their own that calls the same actions as the pages do, one after the other as fast as
20 busy desks would: each makes a change every few seconds. The peer in the same run is the database itself: how long
the same actions take.
"""

import asyncio
import json
import os
import re
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from statistics import quantiles

from tests.e2e.site import CLONE, free_port

BRANCH = "centre"
LIMIT_MS = 300
LISTENERS, DESKS, SECONDS = 300, 20, 30
VARIABLES = {
    "ZENNE_SECRET_KEY": "only-for-benchmarks-only-for-benchmarks-only",
    "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
    "PYTHONPATH": f"{CLONE / 'src'}:{CLONE}",
    "ZENNE_LOG_LEVEL": "WARNING",
}


async def listen(port: int, heard: list[tuple[int, float]], ready: asyncio.Event) -> None:
    """Listen to the branch; note the number of the room and when its event was there."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"GET /api/v1/branches/{BRANCH}/queue/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
    with suppress(asyncio.CancelledError, OSError):
        while line := await reader.readline():
            if line.startswith(b"id: "):
                number = int(line[4:])
            elif line.startswith(b"data: "):
                heard.append((number, time.time()))
                ready.set()
    writer.close()


async def run(port: int, variables: dict[str, str], *, listeners: int, desks: int, seconds: int) -> int:
    heard: list[list[tuple[int, float]]] = [[] for _ in range(listeners)]
    signs = [asyncio.Event() for _ in range(listeners)]
    tasks = [asyncio.create_task(listen(port, each, sign)) for each, sign in zip(heard, signs, strict=True)]
    await asyncio.gather(*(asyncio.wait_for(sign.wait(), 60) for sign in signs))
    working = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.live_desks", str(desks), str(seconds),
        env=variables, cwd=CLONE, stdout=subprocess.PIPE,
    )  # fmt: skip
    printed, _ = await working.communicate()
    await asyncio.sleep(1)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    changes = json.loads(printed)
    return report(changes, heard)


def report(changes: dict[str, list[float]], heard: list[list[tuple[int, float]]]) -> int:
    """Print the times. A room that changed twice between two looks is heard once, with the later number."""
    numbers, moments = changes["numbers"], changes["moments"]
    committed = dict(zip(map(int, numbers), moments, strict=True))
    late = [1000 * (at - committed[number]) for each in heard for number, at in each if number in committed]
    missed = sum(not each or each[-1][0] != max(committed) for each in heard)
    cuts = quantiles(late, n=100)
    took = quantiles(changes["took"], n=100)
    print(f"{len(heard)} listeners, {len(committed)} changes, {len(late)} events heard, {missed} missed the last")
    print(f"event to listener: p50 {cuts[49]:.0f} ms, p95 {cuts[94]:.0f} ms, p99 {cuts[98]:.0f} ms (limit {LIMIT_MS})")
    print(f"the action itself: p50 {took[49]:.0f} ms, p95 {took[94]:.0f} ms")
    return 0 if cuts[94] < LIMIT_MS and not missed else 1


def main(listeners: int = LISTENERS, desks: int = DESKS, seconds: int = SECONDS) -> int:
    with tempfile.TemporaryDirectory(prefix="zenne-live-") as folder:
        database = os.environ.get("ZENNE_TEST_DATABASE_URL") or f"sqlite:///{folder}/zenne.sqlite3"
        variables = {**os.environ, **VARIABLES, "ZENNE_DATA_FOLDER": folder, "ZENNE_DATABASE_URL": database}
        for command in (["migrate", "--verbosity=0"], ["load", "cities/brussels"]):
            django = [sys.executable, "-m", "django", *command]
            subprocess.run(django, env=variables, cwd=CLONE, check=True, stdout=subprocess.DEVNULL)
        port = free_port()
        command = ["-m", "granian", "--interface=asgi", "--no-ws", "--log-level=warning", "--host=127.0.0.1"]
        server = subprocess.Popen(
            [sys.executable, *command, f"--port={port}", "zenne.web.live:application"], env=variables, cwd=CLONE
        )
        try:
            wait_for_port(port)
            print(re.sub(r"://.*", "", database))
            return asyncio.run(run(port, variables, listeners=listeners, desks=desks, seconds=seconds))
        finally:
            server.terminate()
            server.wait(20)


def wait_for_port(port: int) -> None:
    end = time.monotonic() + 60
    while True:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        if time.monotonic() > end:
            raise TimeoutError
        time.sleep(0.1)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:4])))
