"""200 readers of one table for 30 seconds while new versions of it are published: no error, no mixed version.

    PYTHONPATH=src:. python -m benchmarks.data_readers [READERS SECONDS]

Each asks figures of the whole table, groups, all pages one after the other, and a file, in turn, and looks whether what
comes back is one version. Another process publishes with ``zenne data load``, replacing and appending, as often as it
can. Limits: no refusal, no broken answer, no answer of two versions, no version older than the one read before.
"""

import os
import subprocess
import sys
import time
from itertools import count
from pathlib import Path

from tests.table_readers import State, Table, edition_csv, readers_of

from benchmarks.installation import PROJECT, Installation, new_installation
from benchmarks.pages import middle_and_slow, peak_megabytes, server

READERS, SECONDS = 200, 30
ROWS, APPENDED = 10_000, 500
PATH = "/api/v1/datasets/editions/tables/editions/rows"


def load(installation: Installation, way: str, text: str) -> None:
    path = Path(installation.folder) / "editions.csv"
    path.write_text(text, encoding="ascii")
    command = [sys.executable, "-m", "django", "data", "load", str(path), "--way", way]
    subprocess.run(command, env=installation.variables, cwd=PROJECT, check=True, capture_output=True)


def following(edition: int, before: State) -> tuple[State, str, str]:
    """What the next version will have, and the way and the file that make it: every second one adds some rows."""
    if edition % 2:
        rows = edition_csv(edition, APPENDED, first=sum(before.values()))
        return {**before, str(edition): APPENDED}, "append", rows
    return {str(edition): ROWS + edition}, "replace", edition_csv(edition, ROWS + edition)


def main() -> int:
    readers, seconds = (int(text) for text in sys.argv[1:3]) if sys.argv[2:] else (READERS, SECONDS)
    os.environ["ZENNE_API_REQUESTS_PER_MINUTE"] = "10000000"
    with new_installation(city=None) as installation:
        states: list[State] = [{"0": ROWS}]
        load(installation, "replace", edition_csv(0, ROWS))
        with server(installation) as (port, process):
            table = Table(port, PATH, states, page_rows=1_000)
            end = time.monotonic() + seconds
            with readers_of(table, count=readers) as told:
                for edition in count(2):
                    if time.monotonic() >= end:
                        break
                    state, way, text = following(edition, states[-1])
                    states.append(state)  # before it is published: somebody may read it at once
                    load(installation, way, text)
            memory = peak_megabytes(process)
    p50, p95 = middle_and_slow(told.seconds)
    print(f"{readers} readers, {seconds} s: {len(told.seconds):,} requests, {len(told.mistakes)} mistakes")
    print(f"  whole answers: {', '.join(f'{number:,} {kind}' for kind, number in sorted(told.answers.items()))}")
    print(f"  versions published {len(states) - 1}, read by somebody {len(told.seen) - 1}")
    print(f"  a request p50 {p50 * 1e3:.0f} ms, p95 {p95 * 1e3:.0f} ms; peak memory of the server {memory:.0f} MB")
    for mistake in told.mistakes[:10]:
        print(f"  {mistake}")
    print("Limits not reached." if told.mistakes else "Limits reached.")
    return 1 if told.mistakes else 0


if __name__ == "__main__":
    sys.exit(main())
