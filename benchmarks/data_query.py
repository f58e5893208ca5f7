"""Questions to a data set through HTTP, against DuckDB called directly in Python and against Datasette, in one run.

    PYTHONPATH=src:. python -m benchmarks.data_query [ROWS …]

DuckDB reads the same Parquet file with the same number of threads, and its answer becomes JSON too. Limits: at most 1.3
times DuckDB, alone at the median and with 16 clients on average; the throughput of 16 clients at least 80 % of its;
page 10,000 as fast as page 1. With 16 clients the median says little of the peer: some of its threads wait for long
while others are answered at once, and ours in turn. Processor time is printed beside: other work on the machine
disturbs it less.

Datasette (0.65.1, put into an environment of its own by the benchmark) has the same rows in SQLite and is asked the
same question as SQL, through its JSON API. Limits at 5 million rows: 10 times as fast as Datasette with an index on the
columns of the filter, 25 times without.
"""

import http.client
import json
import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

import duckdb

from benchmarks.datasette import copied, datasette, indexed, installed
from benchmarks.installation import PROJECT, Installation, new_installation
from benchmarks.pages import middle_and_slow, peak_megabytes, server

THREADS = 2
ROUNDS, QUESTIONS_EACH = 120, 12
CLIENTS, TURNS = 16, 3
TIMES_LIMIT, SHARE_LIMIT, PAGE_LIMIT = 1.3, 0.8, 1.3
DATASETTE_ROUNDS, DATASETTE_WARM_UP, DATASETTE_ROWS = 10, 2, 5_000_000
INDEXED_LIMIT, BARE_LIMIT = 10, 25
PATH = "/api/v1/datasets/measurements/tables/measurements/rows"
QUESTION = {
    "kind": "no2",
    "measured_at[gte]": "2024-01-03T00:00:00Z",
    "_group": "station",
    "_agg": "count(),avg(value),sum(vehicles)",
    "_limit": "1000",
}
SQL = """
SELECT station, count(*), avg(value), sum(vehicles) FROM read_parquet(?)
WHERE kind = ? AND measured_at >= CAST(? AS TIMESTAMPTZ) GROUP BY station ORDER BY station
"""
NAMES = ("station", "count()", "avg(value)", "sum(vehicles)")
RECEIVED = 1 << 16
LENGTH = re.compile(rb"content-length: (\d+)", re.IGNORECASE)
Ask = Callable[[], None]


def direct(path: Path) -> Callable[[], Ask]:
    """DuckDB in this process, for one client each: a cursor of one database."""
    database = duckdb.connect(config={"threads": THREADS})

    def client() -> Ask:
        cursor = database.cursor()

        def ask() -> None:
            rows = cursor.execute(SQL, [str(path), "no2", "2024-01-03 00:00:00+00"]).fetchall()
            json.dumps({"items": [dict(zip(NAMES, row, strict=True)) for row in rows]})

        return ask

    return client


def through_http(port: int, query: dict[str, str]) -> Callable[[], Ask]:
    """A connection to the server, for one client each. It takes as little of the processors as a client can."""
    address = f"{PATH}?{urlencode(query)}"
    request = f"GET {address} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()

    def client() -> Ask:
        connection = socket.create_connection(("127.0.0.1", port), timeout=60)

        def ask() -> None:
            connection.sendall(request)
            answer = b""
            while b"\r\n\r\n" not in answer:
                answer += connection.recv(RECEIVED)
            head, _, body = answer.partition(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200 "):
                raise SystemExit(f"{address} answered {head[:60]!r} {body[:300]!r}")
            left = int(LENGTH.search(head)[1]) - len(body)  # type: ignore[index]  # without it the run ends
            while left > 0:
                left -= len(connection.recv(RECEIVED))

        return ask

    return client


def processor_seconds(process: int) -> float:
    """What the processes of the server have used of the processors."""
    children = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False).stdout.split()
    ticks = 0
    for pid in [str(process), *children]:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def alone(*clients: Ask, rounds: int = ROUNDS, warm_up: int = 10) -> list[list[float]]:
    """Seconds of each question, of all clients in turn."""
    times: list[list[float]] = [[] for _ in clients]
    for number in range(rounds + warm_up):
        for own, ask in zip(times, clients, strict=True):
            started = time.perf_counter()
            ask()
            if number >= warm_up:
                own.append(time.perf_counter() - started)
    return times


def together(client: Callable[[], Ask]) -> tuple[list[float], float]:
    """Seconds of each question of 16 clients at once, and how many seconds all took together."""
    times: list[float] = []
    begin = time.perf_counter()

    def work() -> None:
        ask = client()
        for _ in range(QUESTIONS_EACH):
            started = time.perf_counter()
            ask()
            times.append(time.perf_counter() - started)

    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, time.perf_counter() - begin


@dataclass
class Crowd:
    """What 16 clients at once measured: seconds of each question, of all together, and of the processors."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    used: float = 0.0

    def ask(self, client: Callable[[], Ask], processor: Callable[[], float]) -> None:
        before = processor()
        times, seconds = together(client)
        self.times += times
        self.seconds += seconds
        self.used += processor() - before

    @property
    def rate(self) -> float:
        return len(self.times) / self.seconds

    @property
    def processor_ms(self) -> float:
        return self.used / len(self.times) * 1e3


def crowds(ours: Callable[[], Ask], peer: Callable[[], Ask], process: int) -> tuple[Crowd, Crowd]:
    """16 clients of each side in turn, after a turn that does not count."""
    for client in (ours, peer):
        together(client)
    mine, theirs = Crowd(), Crowd()
    for _ in range(TURNS):
        mine.ask(ours, lambda: processor_seconds(process))
        theirs.ask(peer, time.process_time)
    return mine, theirs


def page_times(port: int, rows: int) -> tuple[float, float]:
    """Medians of page 1 and of a page far behind, in seconds."""
    size = max(1, min(20, rows // 10_000 - 1))
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times: dict[int, list[float]] = {1: [], 2: []}
    far = far_page(connection, size)
    for _ in range(60):
        for place, address in ((1, f"{PATH}?_limit={size}"), (2, far)):
            started = time.perf_counter()
            get(connection, address)
            times[place].append(time.perf_counter() - started)
    return statistics.median(times[1]), statistics.median(times[2])


def far_page(connection: http.client.HTTPConnection, size: int) -> str:
    """The address of about page 10,000: reached in great steps, since a cursor may go on with another size."""
    left, address = 10_000 * size, f"{PATH}?_limit={min(10_000, 10_000 * size)}"
    while left > 0:
        left -= 10_000
        following = get(connection, address)["next"]
        address = following[following.index(PATH) :]
    return address.replace("_limit=10000", f"_limit={size}")


def get(connection: http.client.HTTPConnection, address: str) -> dict[str, str]:
    connection.request("GET", address)
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise SystemExit(f"{address} answered {answer.status}: {body[:300]!r}")
    found: dict[str, str] = json.loads(body)
    return found


@dataclass(frozen=True)
class Beside:
    """Seconds of each question, ours and the other's, asked in turn, and the processor's seconds of one."""

    ours: list[float]
    other: list[float]
    used_ours: float
    used_other: float


def against_datasette(python: Path, path: Path, ours: Ask, process: int) -> dict[str, Beside]:
    """Datasette with the same rows, without and with an index."""
    found = {}
    with tempfile.TemporaryDirectory(prefix="zenne-datasette-") as name:
        database = Path(name) / "measurements.db"
        copied(path, database)
        for kind in ("without an index", "with an index"):
            if kind == "with an index":
                indexed(database)
            with datasette(python, database) as (ask, other):
                before = processor_seconds(process), processor_seconds(other)
                mine, theirs = alone(ours, ask, rounds=DATASETTE_ROUNDS, warm_up=DATASETTE_WARM_UP)
                used = processor_seconds(process) - before[0], processor_seconds(other) - before[1]
            asked = DATASETTE_ROUNDS + DATASETTE_WARM_UP
            found[kind] = Beside(mine, theirs, used[0] / asked, used[1] / asked)
    return found


def built(installation: Installation, rows: int) -> Path:
    """A table of so many rows in the installation."""
    program = "import django; django.setup(); from benchmarks.data_tables import build; print(build(%d))"
    command = [sys.executable, "-c", program % rows]
    variables = installation.variables | {"ZENNE_DATA_MEMORY_MB": "2048"}
    made = subprocess.run(command, env=variables, cwd=PROJECT, check=True, capture_output=True, text=True)
    return Path(made.stdout.strip())


def measure(rows: int, python: Path) -> bool:
    with new_installation(city=None) as installation:
        path = built(installation, rows)
        with server(installation) as (port, process):
            peer, ours = direct(path), through_http(port, QUESTION)
            alone_peer, alone_ours = alone(peer(), ours())
            mine, theirs = crowds(ours, peer, process)
            first, far = page_times(port, rows)
            memory = peak_megabytes(process)
            datasettes = against_datasette(python, path, ours(), process)
    holds = [
        told_of_times(rows, "1 client", alone_ours, alone_peer, statistics.median),
        told_of_times(rows, "16 clients", mine.times, theirs.times, statistics.mean),
        mine.rate / theirs.rate >= SHARE_LIMIT,
        far / first <= PAGE_LIMIT,
    ]
    print(f"  16 clients: {mine.rate:.1f}/s, {mine.rate / theirs.rate:.2f} of the peer's {theirs.rate:.1f}/s")
    print(
        f"  processor time of a question: server {mine.processor_ms:.1f} ms, peer {theirs.processor_ms:.1f} ms: "
        f"{mine.processor_ms / theirs.processor_ms:.2f} times"
    )
    print(f"  page 1 {first * 1e3:.1f} ms, page 10,000 {far * 1e3:.1f} ms: {far / first:.2f} times")
    print(f"  peak memory of the server {memory:.0f} MB", flush=True)
    return all([*holds, *told_of_datasette(rows, datasettes)])


def told_of_times(
    rows: int, name: str, mine: list[float], other: list[float], middle: Callable[[list[float]], float]
) -> bool:
    """Print a line of the table, and say whether the limit holds for what is taken as the middle."""
    (p50, p95), (peer50, peer95) = middle_and_slow(mine), middle_and_slow(other)
    average, peer_average = statistics.mean(mine), statistics.mean(other)
    print(
        f"| {rows:,} | {name} | {p50 * 1e3:.1f} / {average * 1e3:.1f} / {p95 * 1e3:.1f} "
        f"| {peer50 * 1e3:.1f} / {peer_average * 1e3:.1f} / {peer95 * 1e3:.1f} "
        f"| {p50 / peer50:.2f} | {average / peer_average:.2f} | {p95 / peer95:.2f} |",
        flush=True,
    )
    return middle(mine) / middle(other) <= TIMES_LIMIT


def told_of_datasette(rows: int, found: dict[str, Beside]) -> list[bool]:
    """Print how many times as long Datasette takes, and say whether that is enough."""
    holds = []
    for kind, each in found.items():
        times = statistics.median(each.other) / statistics.median(each.ours)
        print(
            f"  Datasette {kind}: {statistics.median(each.other) * 1e3:.0f} ms, {times:.1f} times as long; "
            f"processor {each.used_other * 1e3:.0f} ms, {each.used_other / each.used_ours:.1f} times",
            flush=True,
        )
        limit = INDEXED_LIMIT if kind == "with an index" else BARE_LIMIT
        holds.append(rows < DATASETTE_ROWS or times >= limit)
    return holds


def main() -> int:
    os.environ["ZENNE_API_REQUESTS_PER_MINUTE"] = "10000000"
    os.environ["ZENNE_DATA_THREADS"] = str(THREADS)
    print("| rows | | ours p50 / mean / p95 ms | DuckDB p50 / mean / p95 ms | times, p50 | mean | p95 |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory(prefix="zenne-peer-") as folder:
        python = installed(Path(folder))
        reached = [measure(int(text), python) for text in sys.argv[1:] or ("100000", "1000000", "5000000")]
    print("Limits reached." if all(reached) else "Limits not reached.")
    return 0 if all(reached) else 1


if __name__ == "__main__":
    sys.exit(main())
