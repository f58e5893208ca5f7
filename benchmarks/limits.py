"""What a limit costs a request, against an empty Django view behind the same middleware, in one run.

    PYTHONPATH=src:. python -m benchmarks.limits

Limit: a request that is counted takes at most 1.5 times an empty view. Then the bare cost of counting, with one thread
and with four, and for an address that is refused.
"""

import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from itertools import count
from pathlib import Path

import django

from benchmarks.installation import new_installation
from benchmarks.pages import measure, middle_and_slow, server

HIGHEST_RATIO = 1.5
TRIES = 20_000


def bare_costs() -> dict[str, float]:
    """Microseconds a try, in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zenne.web.settings")
    os.environ.setdefault("ZENNE_SECRET_KEY", secrets.token_hex(20))
    django.setup()
    # Django must be set up before these are read.
    from django.conf import settings  # noqa: PLC0415

    from zenne.core.limits.public import Limit, allow  # noqa: PLC0415

    generous = Limit("benchmark.generous", times=10_000_000, per=timedelta(hours=1))
    strict = Limit("benchmark.strict", times=1, per=timedelta(hours=1))
    numbers = count()
    with tempfile.TemporaryDirectory() as folder:
        settings.LIMITS_FILE = Path(folder) / "limits.sqlite3"
        return {
            "one address": microseconds(lambda: allow(generous, "address:203.0.113.1")),
            "always another address": microseconds(lambda: allow(generous, f"address:{next(numbers)}")),
            "refused": microseconds(lambda: allow(strict, "address:203.0.113.1")),
            "one address, four threads": microseconds(lambda: allow(generous, "address:203.0.113.1"), threads=4),
        }


def microseconds(once: Callable[[], object], *, threads: int = 1) -> float:
    def many(_: int) -> None:
        for _ in range(TRIES // threads):
            once()

    started = time.perf_counter()
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(many, range(threads)))
    return (time.perf_counter() - started) / TRIES * 1_000_000


def main() -> int:
    with new_installation(city=None) as installation:
        installation.variables["ZENNE_API_REQUESTS_PER_MINUTE"] = "1000000"
        with server(installation) as (port, _process):
            times = measure(port, {"empty view": lambda: "/empty", "counted": lambda: "/api/empty"})
    empty, counted = (statistics.median(times[name]) for name in ("empty view", "counted"))
    print("| request | p50 / p95 |\n|---|---|")
    for name, values in times.items():
        p50, p95 = middle_and_slow(values)
        print(f"| {name} | {p50:.2f} / {p95:.2f} ms |")
    ratio = counted / empty
    print(f"\nA counted request takes {ratio:.2f} times an empty view.\n\n| bare | microseconds |\n|---|---|")
    for name, cost in bare_costs().items():
        print(f"| {name} | {cost:.0f} |")
    print("Limit reached." if ratio <= HIGHEST_RATIO else "Limit not reached.")
    return 0 if ratio <= HIGHEST_RATIO else 1


if __name__ == "__main__":
    sys.exit(main())
