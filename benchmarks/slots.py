"""The first 20 free times over all branches, and one branch and day against django-appointment, in one run.

    PYTHONPATH=src:. python -m benchmarks.slots [factors …]

Limits: p95 under 25 ms with 8 branches, 90 days, 120 members of staff and 60,000 bookings; for one branch and day at
least 50 times as fast as the peer. The peer runs in a virtual environment of its own, made for the run.
Set ZENNE_BENCHMARK_DATABASE_URL to an empty PostgreSQL database to measure there; otherwise it is SQLite.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import time as clock
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

HIGHEST_P95_MS = 25.0
LOWEST_RATIO = 50.0
FACTORS = (1, 2, 4, 8)
ROUNDS = 60
PEER = Path(__file__).with_name("django_appointment_day.py")


@contextmanager
def database() -> Iterator[None]:
    """Django set up on an empty, migrated database."""
    with tempfile.TemporaryDirectory(prefix="zenne-benchmark-") as folder:
        os.environ |= {
            "ZENNE_DATA_FOLDER": folder,
            "ZENNE_DATABASE_URL": os.environ.get("ZENNE_BENCHMARK_DATABASE_URL", ""),
            "ZENNE_SECRET_KEY": "only-for-benchmarks-only-for-benchmarks",
            "ZENNE_LOG_LEVEL": "WARNING",
            "DJANGO_SETTINGS_MODULE": "zenne.web.settings",
        }
        django.setup()
        from django.core.management import call_command  # noqa: PLC0415 - Django must be set up before

        call_command("migrate", verbosity=0)
        yield


def searches() -> dict[str, Callable[[], Any]]:
    """What people ask, by what it is called in the table."""
    # Django must be set up before these are read.
    from django.utils import timezone  # noqa: PLC0415

    from zenne.core.content.public import current_version  # noqa: PLC0415
    from zenne.counters.appointments.slots import Order, Wanted, search  # noqa: PLC0415
    from zenne.counters.capacity.models import VisitType  # noqa: PLC0415

    visit = VisitType.objects.select_related("service").get(service__slug="passport")
    day = timezone.localdate() + timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    questions = {
        "soonest": Wanted(visit),
        "in Arabic, after 17:00, two people": Wanted(visit, people=2, language="ar", after=clock(17)),
        "nearest": Wanted(visit, near=(50.85, 4.35), order=Order.NEAREST),
        "evenings first": Wanted(visit, order=Order.EVENING),
        "one branch, one day": Wanted(visit, branches=("branch-0",), first_day=day, last_day=day, limit=100),
    }

    def asking(wanted: Wanted) -> Callable[[], Any]:
        return lambda: search(wanted, version=current_version(), now=timezone.now())

    return {name: asking(wanted) for name, wanted in questions.items()}


def measure(ask: Callable[[], Any]) -> tuple[float, float, int]:
    """Median and p95 in milliseconds, and the number of queries."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up before
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    ask()
    with CaptureQueriesContext(connection) as queries:
        ask()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        ask()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times), statistics.quantiles(times, n=20)[-1], len(queries)


def ours(factors: list[int]) -> dict[int, dict[str, tuple[float, float, int]]]:
    """All searches at all sizes. Each size is a city of its own."""
    from django.core.management import call_command  # noqa: PLC0415 - Django must be set up before

    from benchmarks.counter_data import Sizes, make_city  # noqa: PLC0415

    found = {}
    for factor in factors:
        call_command("flush", verbosity=0, interactive=False)
        sizes = Sizes().times(factor)
        started = time.perf_counter()
        make_city(sizes)
        made_in = time.perf_counter() - started
        print(f"{sizes.staff} members of staff, {sizes.bookings:,} bookings: made in {made_in:.0f} s")
        found[factor] = {name: measure(ask) for name, ask in searches().items()}
    return found


def peer() -> dict[str, float]:
    """Milliseconds and queries of the peer for one day with 500 bookings, in an environment of its own."""
    with tempfile.TemporaryDirectory(prefix="zenne-peer-") as folder:
        python = Path(folder) / "bin" / "python"
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "django-appointment", "django<6"], check=True)
        variables = {name: value for name, value in os.environ.items() if not name.startswith(("ZENNE", "PYTHON"))}
        variables.pop("DJANGO_SETTINGS_MODULE", None)
        done = subprocess.run([python, PEER, folder], check=True, capture_output=True, text=True, env=variables)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def main() -> int:
    factors = [int(word) for word in sys.argv[1:]] or list(FACTORS)
    with database():
        found = ours(factors)
    print("\n| search | " + " | ".join(f"{factor}×" for factor in factors) + " | queries |")
    print("|---|" + "---|" * (len(factors) + 1))
    for name in found[factors[0]]:
        cells = [f"{found[factor][name][0]:.1f} / {found[factor][name][1]:.1f} ms" for factor in factors]
        print(f"| {name} | {' | '.join(cells)} | {found[factors[-1]][name][2]} |")
    worst = found[factors[0]]["soonest"][1]
    print(f"\np95 of the soonest 20: {worst:.1f} ms; limit {HIGHEST_P95_MS} ms.")
    theirs = peer()
    ratio = theirs["ms"] / found[factors[0]]["one branch, one day"][0]
    print(
        f"django-appointment {theirs['version']}: {theirs['ms']:.0f} ms and {theirs['queries']} queries for one day "
        f"with {theirs['bookings']} bookings; ours for one branch and day: {ratio:.0f} times as fast."
    )
    is_reached = worst < HIGHEST_P95_MS and ratio >= LOWEST_RATIO
    print("Limits reached." if is_reached else "Limits not reached.")
    return 0 if is_reached else 1


if __name__ == "__main__":
    sys.exit(main())
