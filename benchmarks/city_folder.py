"""Loading a city folder against reading the same YAML files with PyYAML alone, in one run.

    PYTHONPATH=src:. python -m benchmarks.city_folder

Limit: the folder of Brussels loads into a fresh database in less than 3 seconds, the start of Python included.
Growth is shown with copies of its services under new slugs.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import yaml

from benchmarks.installation import PROJECT, Installation, new_installation

LIMIT_SECONDS = 3.0
GROWTH = (1, 2, 4, 8)
RUNS = 5
BRUSSELS = PROJECT / "cities" / "brussels"


def enlarged(folder: Path, *, times: int) -> Path:
    """A copy of Brussels with ``times`` as many services."""
    city = folder / f"city-{times}"
    shutil.copytree(BRUSSELS, city)
    for service in sorted((BRUSSELS / "services").iterdir()):
        for number in range(1, times):
            shutil.copytree(service, city / "services" / f"{service.name}-{number}")
    return city


def seconds_to_parse(city: Path) -> float:
    """The peer: every YAML file of the folder through PyYAML's loader in C, with no check and no database."""
    started = time.perf_counter()
    for file in city.rglob("*.yaml"):
        yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return time.perf_counter() - started


def seconds_to_load(installation: Installation, city: Path) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "django", "load", str(city)]
    subprocess.run(command, env=installation.variables, cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> int:
    print("| services | PyYAML alone | first load | times PyYAML | again, unchanged |")
    print("|---|---|---|---|---|")
    first_at_full_size = 0.0
    with tempfile.TemporaryDirectory() as name:
        for times in GROWTH:
            city = enlarged(Path(name), times=times)
            parse = statistics.median(seconds_to_parse(city) for _ in range(RUNS))
            first, again = [], []
            for _ in range(RUNS if times == 1 else 1):
                with new_installation(city=None) as installation:
                    first.append(seconds_to_load(installation, city))
                    again.append(seconds_to_load(installation, city))
            load = statistics.median(first)
            first_at_full_size = first_at_full_size or load
            count = len(list((city / "services").iterdir()))
            print(f"| {count} | {parse:.2f} s | {load:.2f} s | {load / parse:.1f} | {statistics.median(again):.2f} s |")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"\nPeak memory of a load: {peak:.0f} MB")
    reached = first_at_full_size < LIMIT_SECONDS
    print("Limit reached." if reached else "Limit not reached.")
    return 0 if reached else 1


if __name__ == "__main__":
    sys.exit(main())
