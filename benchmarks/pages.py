"""The service page against an empty Django view on the same server, in one run.

    PYTHONPATH=src:. python -m benchmarks.pages

Limits: at most 8 times the empty view when nothing was kept, at most 3 times when nothing changed since the last
reader.
The pages are asked for as a browser does: over one connection, compressed.
"""

import http.client
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from benchmarks.installation import Installation, build_pages, new_installation
from zenne.launcher.server import Server

REQUESTS = 600
WARM_UP = 60
HEADERS = {"Accept-Encoding": "gzip", "Accept": "text/html"}
UNCACHED_LIMIT, CACHED_LIMIT = 8.0, 3.0


@contextmanager
def server(installation: Installation) -> Iterator[tuple[int, int]]:
    """Zenne's web server with an empty view beside its own pages; yields its port and its process."""
    port = 8790
    own = Server(host="127.0.0.1", port=port, workers=1, variables=installation.variables)
    command = [*own.command[:-1], "benchmarks.server:application"]
    process = subprocess.Popen([sys.executable, *command], env=installation.variables)
    try:
        wait_for(port)
        yield port, process.pid
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/healthz")
            if connection.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not start.")


def milliseconds(connection: http.client.HTTPConnection, path: str) -> float:
    started = time.perf_counter()
    connection.request("GET", path, headers=HEADERS)
    response = connection.getresponse()
    response.read()
    elapsed = (time.perf_counter() - started) * 1000
    if response.status != 200:
        raise SystemExit(f"{path} answered {response.status}")
    return elapsed


def measure(port: int, paths: dict[str, Callable[[], str]]) -> dict[str, list[float]]:
    """Ask for all paths in turn, so that whatever else the machine does disturbs all of them alike."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    times: dict[str, list[float]] = {name: [] for name in paths}
    for number in range(WARM_UP + REQUESTS):
        for name, path in paths.items():
            elapsed = milliseconds(connection, path())
            if number >= WARM_UP:
                times[name].append(elapsed)
    return times


def peak_megabytes(process: int) -> float:
    """Resident memory of the server's processes, at its highest."""
    children = subprocess.run(["pgrep", "-P", str(process)], capture_output=True, text=True, check=False).stdout.split()
    total = 0.0
    for pid in [str(process), *children]:
        with Path(f"/proc/{pid}/status").open(encoding="ascii") as status:
            total += next(int(line.split()[1]) for line in status if line.startswith("VmHWM")) / 1024
    return total


def middle_and_slow(values: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]


def main() -> int:
    build_pages()
    numbers = count()
    slug = "passport"
    paths: dict[str, Callable[[], str]] = {
        "empty view": lambda: "/empty",
        "service page, nothing kept": lambda: f"/fr/services/{slug}/?{next(numbers)}",
        "service page, kept": lambda: f"/nl/services/{slug}/",
        "home, kept": lambda: "/en/",
        "branch page, nothing kept": lambda: f"/nl/branches/centre/?{next(numbers)}",
    }
    with new_installation(city="cities/brussels") as installation, server(installation) as (port, process):
        times = measure(port, paths)
        memory = peak_megabytes(process)
    print("| page | p50 ms | p95 ms | p50 / empty | p95 / empty |")
    print("|---|---|---|---|---|")
    ratios = {}
    base_p50, base_p95 = middle_and_slow(times["empty view"])
    for name, values in times.items():
        p50, p95 = middle_and_slow(values)
        ratios[name] = p50 / base_p50
        print(f"| {name} | {p50:.2f} | {p95:.2f} | {ratios[name]:.1f} | {p95 / base_p95:.1f} |")
    print(f"\nPeak memory of the web server: {memory:.0f} MB")
    reached = ratios["service page, nothing kept"] <= UNCACHED_LIMIT and ratios["service page, kept"] <= CACHED_LIMIT
    print("Limits reached." if reached else "Limits not reached.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
