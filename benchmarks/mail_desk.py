"""The page of a team with 50,000 open letters, and search in 500,000 letters, each against a bare peer, in one run.

    PYTHONPATH=src:. python -m benchmarks.mail_desk page
    PYTHONPATH=src:. python -m benchmarks.mail_desk search

Limits: p95 of the team page under 80 ms; p95 of a search under 200 ms. The page is asked for as a browser does, by
somebody who is signed in, on SQLite with one worker unless ZENNE_BENCHMARK_DATABASE_URL names an empty PostgreSQL
database; its peer is an empty view on the same server. The search is asked in this process, for somebody in one of the
12 teams; its peer is the bare condition through the driver, the newest 20 letters of all teams without ranks or
records. Its limit is that of PostgreSQL, which needs some 8 GB for 500,000 letters; SQLite is measured up to 100,000.
"""

import http.client
import os
import random
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.installation import PROJECT, build_pages
from benchmarks.slots import database

HIGHEST_PAGE_MS, HIGHEST_SEARCH_MS = 80.0, 200.0
OPEN_LETTERS = (6_250, 12_500, 25_000, 50_000)
ALL_LETTERS = {"postgresql": (62_500, 125_000, 250_000, 500_000), "sqlite": (12_500, 25_000, 50_000, 100_000)}
NEWEST = "SELECT {number} FROM {table} WHERE {condition} ORDER BY {number} DESC LIMIT 20"
BARE = {
    "postgresql": NEWEST.format(number="letter_id", table="mailroom_letterwords", condition="vector @@ %s::tsquery"),
    "sqlite": NEWEST.format(number="rowid", table="mailroom_letterindex", condition="mailroom_letterindex MATCH ?"),
}
BEGINNING = {"postgresql": ":*", "sqlite": " *"}
"""Behind a word that others begin with: the bare condition has whole words only."""
PORT = 8347
WARM_UP, REQUESTS = 5, 40
QUERIES = 150
PILES = ("today", "later", "done")
SMALLEST_FREE_GB = 9


def middle_and_slow(values: list[float]) -> tuple[float, float]:
    return statistics.median(values), statistics.quantiles(values, n=20)[-1]


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def measure_pages() -> bool:
    """The table of the page; whether its limit holds."""
    from benchmarks.mail_letters import Letters  # noqa: PLC0415 - Django must be set up before
    from zenne.mailroom.desk.tests.browsers import signed_in  # noqa: PLC0415 - the same

    letters = Letters()
    readers = {
        "one team": signed_in(letters.worker(letters.teams[0])).cookies.output(header="", attrs=[]).strip(),
        "all teams": signed_in(letters.worker(*letters.teams)).cookies.output(header="", attrs=[]).strip(),
    }
    is_kept = True
    print("| open letters | page | p50 / p95 | times an empty view |\n|---|---|---|---|")
    for size in OPEN_LETTERS:
        letters.open_until(size)
        for name, (p50, p95, base) in served(readers).items():
            print(f"| {size:,} | {name} | {p50:.1f} / {p95:.1f} ms | {p50 / base:.1f} |", flush=True)
            is_kept = is_kept and (size != OPEN_LETTERS[-1] or not name.startswith("one team") or p95 < HIGHEST_PAGE_MS)
    return is_kept


def served(readers: dict[str, str]) -> dict[str, tuple[float, float, float]]:
    """Each page in turn with an empty view: its 50th and 95th percentile, and the 50th of the view."""
    command = [sys.executable, "-m", "granian", "--interface=wsgi", "--no-ws", "--log-level=warning"]
    command += ["--host=127.0.0.1", f"--port={PORT}", "--workers=1", "benchmarks.server:application"]
    process = subprocess.Popen(command, env=dict(os.environ))
    try:
        link = opened()
        pages = {
            f"{who}, {pile}": (f"/nl/staff/letters/?pile={pile}", cookie)
            for who, cookie in readers.items()
            for pile in PILES
        }
        pages |= {f"{who}, as it opens": ("/nl/staff/letters/", cookie) for who, cookie in readers.items()}
        times: dict[str, list[float]] = {name: [] for name in ("empty", *pages)}
        for number in range(WARM_UP + REQUESTS):
            for name, (path, cookie) in {"empty": ("/empty", ""), **pages}.items():
                took = timed(lambda path=path, cookie=cookie: asked(link, path, cookie))  # type: ignore[misc]
                if number >= WARM_UP:
                    times[name].append(took)
    finally:
        process.terminate()
        process.wait(timeout=30)
    base = statistics.median(times.pop("empty"))
    return {name: (*middle_and_slow(values), base) for name, values in times.items()}


def opened() -> http.client.HTTPConnection:
    """A connection to the server, once it answers."""
    for _ in range(300):
        link = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        try:
            asked(link, "/empty", "")
        except OSError:
            time.sleep(0.2)
        else:
            return link
    raise SystemExit("The server did not start.")


def asked(link: http.client.HTTPConnection, path: str, cookie: str) -> None:
    link.request("GET", path, headers={"Accept-Encoding": "gzip", "Accept": "text/html", "Cookie": cookie})
    answer = link.getresponse()
    answer.read()
    if answer.status != http.client.OK:
        raise SystemExit(f"{path} answered {answer.status}")


def measure_search() -> bool:
    """The table of the search; whether its limit holds."""
    from django.db import connection  # noqa: PLC0415 - Django must be set up before

    if connection.vendor == "postgresql" and free_gigabytes() < SMALLEST_FREE_GB:
        raise SystemExit(f"Less than {SMALLEST_FREE_GB} GB of memory are free.")
    from benchmarks.mail_letters import Letters  # noqa: PLC0415 - Django must be set up before
    from zenne.core.access.public import Asker, AskerKind  # noqa: PLC0415 - the same

    letters = Letters()
    person = letters.worker(letters.teams[0])
    asker = Asker(AskerKind.PERSON, person.key, "Worker", permissions=frozenset({"mailroom.answer"}))
    is_kept = True
    print("| letters | words | bare, p50 / p95 | search, p50 / p95 |\n|---|---|---|---|")
    for size in ALL_LETTERS[connection.vendor]:
        letters.copied_until(size)
        for kind, queries in typed_queries(letters).items():
            bare, ours = compared(queries, asker)
            print(
                f"| {size:,} | {kind} | {bare[0]:.1f} / {bare[1]:.1f} ms | {ours[0]:.1f} / {ours[1]:.1f} ms |",
                flush=True,
            )
            is_kept = is_kept and ours[1] < HIGHEST_SEARCH_MS
    return is_kept


def free_gigabytes() -> float:
    lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("MemAvailable")) / 2**20


def typed_queries(letters: Any) -> dict[str, list[str]]:
    """Words of one sentence each, as people remember them; names; and the words that most letters have."""
    chance = random.Random(6)
    texts = [each for some in letters.sentences.values() for each in some]
    words = [re.findall(r"[^\W\d_]{5,}", each.text) or ["bomen"] for each in chance.choices(texts, k=QUERIES)]
    remembered = [" ".join(chance.sample(some, min(len(some), chance.choice((1, 1, 2, 2, 3))))) for some in words]
    counted: dict[str, int] = {}
    for each in texts:
        for word in set(re.findall(r"[^\W\d_]{4,}", each.text.lower())):
            counted[word] = counted.get(word, 0) + 1
    commonest = sorted(counted, key=lambda word: -counted[word])[: QUERIES // 3]
    from benchmarks.mail_letters import FIRST_NAMES, LAST_NAMES  # noqa: PLC0415 - Django must be set up before

    names = [f"{chance.choice(FIRST_NAMES)} {chance.choice(LAST_NAMES)}" for _ in range(QUERIES // 3)]
    return {"1 to 3 of a letter": remembered, "a name": names, "the commonest": commonest}


def compared(queries: list[str], asker: Any) -> tuple[tuple[float, float], tuple[float, float]]:
    """Percentiles of the bare condition and of the search, in turns."""
    # Django must be set up before these are read.
    from django.db import connection  # noqa: PLC0415
    from django.utils import timezone  # noqa: PLC0415

    from zenne.accounts.public import Team  # noqa: PLC0415
    from zenne.core.search.public import word_forms  # noqa: PLC0415
    from zenne.mailroom.desk.actions.find_letters import find_letters  # noqa: PLC0415
    from zenne.mailroom.letters.index import ANYWHERE, query_for  # noqa: PLC0415

    statement, beginning = BARE[connection.vendor], BEGINNING[connection.vendor]
    connection.ensure_connection()
    peer: Any = connection.connection
    teams = list(Team.objects.values_list("pk", flat=True))

    def bare(typed: str) -> None:
        query = query_for(word_forms(typed, most=12), where=ANYWHERE, teams=teams)
        peer.execute(statement, [query.replace(beginning, "")]).fetchall()

    theirs, ours = [], []
    for typed in queries:
        theirs.append(timed(lambda typed=typed: bare(typed)))  # type: ignore[misc]
        ours.append(timed(lambda typed=typed: find_letters(asker=asker, typed=typed, page=1, now=timezone.now())))  # type: ignore[misc]
    return middle_and_slow(theirs), middle_and_slow(ours)


def main() -> int:
    parts = {"page": measure_pages, "search": measure_search}
    part = next(iter(sys.argv[1:]), "")
    if part not in parts:
        raise SystemExit("Say what to measure: page or search. Each begins with an empty database.")
    if part == "page":
        build_pages()
    with database():
        (Path(os.environ["ZENNE_DATA_FOLDER"]) / "assets").symlink_to(PROJECT / "var" / "assets")
        is_kept = parts[part]()
    print("Limits reached." if is_kept else "Limits not reached.")
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
