"""A whole table as CSV through HTTP, against DuckDB's own ``COPY … TO csv``, in one run.

    PYTHONPATH=src:. python -m benchmarks.data_export [ROWS]

Limits: at least 80 % of the peer's rate in rows; the first byte at once; the server's memory under 300 MB with one
export and under 600 MB with four side by side.
"""

import http.client
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from benchmarks.data_query import PATH, THREADS, built, processor_seconds
from benchmarks.installation import new_installation
from benchmarks.pages import peak_megabytes, server

ROUNDS = 3
SIDE_BY_SIDE = 4
RATE_LIMIT, FIRST_BYTE_LIMIT_SECONDS, ONE_LIMIT_MB, FOUR_LIMIT_MB = 0.8, 0.5, 300, 600
PEER = """
import resource, sys, time
import duckdb
database = duckdb.connect(config={"threads": int(sys.argv[3])})
database.execute("SET enable_progress_bar = false")
started, used = time.perf_counter(), time.process_time()
database.execute(f"COPY (SELECT * EXCLUDE _row FROM read_parquet('{sys.argv[1]}')) TO '{sys.argv[2]}' (FORMAT csv)")
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(time.perf_counter() - started, time.process_time() - used, memory)
"""


def peer(path: Path) -> tuple[float, float, float]:
    """Seconds, processor seconds and peak megabytes of DuckDB's own export, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-c", PEER, str(path), f"{folder}/out.csv", str(THREADS)]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    seconds, used, memory = (float(each) for each in said)
    return seconds, used, memory


def ours(port: int) -> tuple[float, float, int]:
    """Seconds to the first and to the last byte, and how many lines there were."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    started = time.perf_counter()
    connection.request("GET", f"{PATH}?_format=csv")
    answer = connection.getresponse()
    lines, first = 0, 0.0
    while piece := answer.read1(1 << 20):
        first = first or time.perf_counter() - started
        lines += piece.count(b"\n")
    connection.close()
    return first, time.perf_counter() - started, lines


def four(port: int) -> float:
    """Seconds for four exports at the same time."""
    threads = [threading.Thread(target=ours, args=(port,)) for _ in range(SIDE_BY_SIDE)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - started


def main() -> int:
    rows = int(sys.argv[1]) if sys.argv[1:] else 5_000_000
    os.environ["ZENNE_API_REQUESTS_PER_MINUTE"] = "10000000"
    os.environ["ZENNE_DATA_THREADS"] = str(THREADS)
    mine: list[tuple[float, float, int]] = []
    theirs: list[tuple[float, float, float]] = []
    with new_installation(city=None) as installation:
        path = built(installation, rows)
        with server(installation) as (port, process):
            before = processor_seconds(process)
            for _ in range(ROUNDS):
                mine.append(ours(port))
                theirs.append(peer(path))
            used, one = (processor_seconds(process) - before) / ROUNDS, peak_megabytes(process)
        with server(installation) as (port, process):
            together, many = four(port), peak_megabytes(process)
    if {lines for *_, lines in mine} != {rows + 1}:
        raise SystemExit("Rows are missing.")
    seconds, peer_seconds = (statistics.median(each) for each in ([one[1] for one in mine], [one[0] for one in theirs]))
    first = statistics.median(each[0] for each in mine)
    print(f"| {rows:,} rows | seconds | processor | first byte | peak memory |\n|---|---|---|---|---|")
    print(f"| ours | {seconds:.2f} | {used:.2f} s | {first * 1e3:.0f} ms | {one:.0f} MB |")
    print(f"| COPY | {peer_seconds:.2f} | {theirs[0][1]:.2f} s | | {theirs[0][2]:.0f} MB |")
    print(f"| ours, four | {together:.2f} | | | {many:.0f} MB |")
    print(f"\n{peer_seconds / seconds:.2f} of the peer's rate, {rows / seconds:,.0f} rows a second")
    reached = (
        peer_seconds / seconds >= RATE_LIMIT
        and first <= FIRST_BYTE_LIMIT_SECONDS
        and one < ONE_LIMIT_MB
        and many < FOUR_LIMIT_MB
    )
    print("Limits reached." if reached else "Limits not reached.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
