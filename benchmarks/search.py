"""Search against a bare FTS5 query on the same text, in the same database file, in one run.

    PYTHONPATH=src:. python -m benchmarks.search [SIZE …]

The text is the parallel Dutch and French of ../shared/data/text when that is there, otherwise words made up with the
frequencies of natural language. The bare peer is one FTS5 table with SQLite's own tokenizer, asked for its 20 best by
bm25 through the sqlite3 module: no languages, no stems, no typos, no unfinished words, nothing counted.
Limit: at 10,000 documents the 95th percentile of search() is below 5 times that of the bare query.
"""

import csv
import gzip
import os
import random
import re
import resource
import secrets
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from zenne.core.search.public import SearchDocument

PROJECT = Path(__file__).resolve().parents[1]
PARALLEL_TEXTS = PROJECT.parent / "shared" / "data" / "text" / "parliament_nl_fr.csv.gz"
SIZES = (1_000, 10_000, 100_000)
LIMIT_AT, LIMIT_RATIO = 10_000, 5.0
QUERIES, ROUNDS = 300, 3
LANGUAGES = ("nl", "fr")
Sentences = dict[str, list[str]]


@dataclass(frozen=True)
class Asked:
    """One query in its forms: finished, with the last word unfinished, with a typo in the longest word."""

    language: str
    words: tuple[str, ...]

    @property
    def finished(self) -> str:
        return " ".join(self.words)

    @property
    def unfinished(self) -> str:
        return " ".join((*self.words[:-1], self.words[-1][:-2]))

    @property
    def mistyped(self) -> str:
        longest = max(self.words, key=len)
        middle = len(longest) // 2
        swapped = longest[: middle - 1] + longest[middle] + longest[middle - 1] + longest[middle + 1 :]
        return " ".join(swapped if word == longest else word for word in self.words)

    @property
    def bare(self) -> str:
        return " ".join(f'"{word}"' for word in self.words)

    @property
    def bare_unfinished(self) -> str:
        return " ".join((*(f'"{word}"' for word in self.words[:-1]), f'"{self.words[-1][:-2]}"*'))


def prepare(folder: Path) -> None:
    """Settings of this run alone, then Django and empty tables."""
    os.environ.update(
        ZENNE_SECRET_KEY=secrets.token_urlsafe(32),
        ZENNE_DATA_FOLDER=str(folder),
        ZENNE_DATABASE_URL="",
        ZENNE_LOG_LEVEL="WARNING",
        DJANGO_SETTINGS_MODULE="zenne.web.settings",
    )
    import django  # noqa: PLC0415
    from django.conf import settings  # noqa: PLC0415
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    settings.LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English"), ("de", "Deutsch")]
    call_command("migrate", "search", verbosity=0)


def sentences() -> Sentences:
    """Real sentences per language, or made-up ones."""
    if not PARALLEL_TEXTS.is_file():
        return {language: list(made_up_sentences(language)) for language in LANGUAGES}
    csv.field_size_limit(10_000_000)
    found: Sentences = {language: [] for language in LANGUAGES}
    with gzip.open(PARALLEL_TEXTS, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            for language in LANGUAGES:
                parts = re.split(r"(?<=[.?!])\s*(?=[A-ZÀ-Ý])", row[f"text_{language}"])
                found[language].extend(part.strip() for part in parts if 40 <= len(part) <= 400)
    return found


def made_up_sentences(language: str) -> Iterator[str]:
    chance = random.Random(language)
    syllables = [
        first + vowel + last for first in "bdfgklmnprstvz" for vowel in "aeiou" for last in ("", "n", "r", "s")
    ]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(40_000)]
    weights = [1 / rank for rank in range(1, len(words) + 1)]
    for _ in range(20_000):
        yield " ".join(chance.choices(words, weights, k=18)).capitalize() + "."


def made_documents(size: int, text: Sentences) -> Iterator["SearchDocument"]:
    """``size`` documents, each thing in Dutch and in French: a title, a summary, some 120 words of body, a synonym."""
    from zenne.core.search.public import SearchDocument  # noqa: PLC0415

    chance = random.Random(size)
    for number in range(size):
        language = LANGUAGES[number % len(LANGUAGES)]
        title, synonym, summary, *body = chance.choices(text[language], k=8)
        yield SearchDocument(
            kind="text",
            key=str(number // len(LANGUAGES)),
            language=language,
            title=" ".join(title.split()[:6]),
            synonyms=(" ".join(synonym.split()[:2]),),
            summary=summary,
            body=" ".join(body),
            path=f"/text/{number}/",
            weight=number % 101,
        )


def made_queries(size: int, text: Sentences) -> list[Asked]:
    """One to three words of five letters or more, from one document each."""
    chance = random.Random(-size)
    documents = list(made_documents(min(size, 10_000), text))
    asked: list[Asked] = []
    while len(asked) < QUERIES:
        document = chance.choice(documents)
        words = re.findall(r"[^\W\d_]{5,}", f"{document.title} {document.summary} {document.body}")
        count = min(chance.choice((1, 1, 2, 2, 3)), len(words))
        if count:
            asked.append(Asked(document.language, tuple(chance.sample(words, count))))
    return asked


def build(size: int, text: Sentences, peer: sqlite3.Connection) -> float:
    """Fill both; returns the seconds that ours took."""
    from zenne.core.search.public import index_documents  # noqa: PLC0415

    began = time.perf_counter()
    index_documents("text", made_documents(size, text))
    seconds = time.perf_counter() - began
    with peer:
        peer.execute("DROP TABLE IF EXISTS bare")
        peer.execute("CREATE VIRTUAL TABLE bare USING fts5(title, synonyms, summary, body)")
        peer.executemany(
            "INSERT INTO bare VALUES (?, ?, ?, ?)",
            ((each.title, " ".join(each.synonyms), each.summary, each.body) for each in made_documents(size, text)),
        )
        peer.execute("INSERT INTO bare(bare) VALUES ('optimize')")
    return seconds


def timed(work: Callable[[], object]) -> float:
    """Milliseconds."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def compare(queries: list[Asked], peer: sqlite3.Connection) -> dict[str, tuple[float, float]]:
    """50th and 95th percentile in milliseconds of each way to ask, the ways taking turns for every query."""
    from zenne.core.search.public import search  # noqa: PLC0415

    def bare(expression: str) -> object:
        statement = "SELECT rowid, title, summary FROM bare WHERE bare MATCH ? ORDER BY rank LIMIT 20"
        return peer.execute(statement, (expression,)).fetchall()

    def shown(each: Asked) -> object:
        results = search(query=each.finished, language=each.language)
        return [(hit.title_segments, hit.summary_segments) for hit in results.items]

    ways: dict[str, Callable[[Asked], object]] = {
        "bare": lambda each: bare(each.bare),
        "search": lambda each: search(query=each.finished, language=each.language),
        "marked": shown,
        "bare unfinished": lambda each: bare(each.bare_unfinished),
        "unfinished": lambda each: search(query=each.unfinished, language=each.language),
        "typo": lambda each: search(query=each.mistyped, language=each.language),
    }
    times: dict[str, list[float]] = {way: [] for way in ways}
    for each in queries:
        rounds = [{way: timed(lambda ask=ask: ask(each)) for way, ask in ways.items()} for _ in range(ROUNDS)]  # type: ignore[misc]  # noqa: B023
        for way in ways:
            times[way].append(statistics.median(one[way] for one in rounds))
    return {way: percentiles(values) for way, values in times.items()}


def percentiles(values: list[float]) -> tuple[float, float]:
    cuts = statistics.quantiles(values, n=100, method="inclusive")
    return cuts[49], cuts[94]


def peak_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def row(size: int, took: dict[str, tuple[float, float]], index_seconds: float) -> str:
    """One line of the table in benchmarks/README.md."""
    bare, unfinished = took["bare"], took["bare unfinished"]
    cells = [
        f"{size:,}",
        f"{bare[0]:.2f} / {bare[1]:.2f} ms",
        f"{took['search'][0] / bare[0]:.1f} / {took['search'][1] / bare[1]:.1f}",
        f"{took['marked'][0] / bare[0]:.1f} / {took['marked'][1] / bare[1]:.1f}",
        f"{took['unfinished'][0] / unfinished[0]:.1f} / {took['unfinished'][1] / unfinished[1]:.1f}",
        f"{took['typo'][0] / bare[0]:.1f} / {took['typo'][1] / bare[1]:.1f}",
        f"{size / index_seconds:,.0f}/s",
        f"{peak_megabytes():.0f} MB",
    ]
    return f"| {' | '.join(cells)} |"


HEAD = """\
| documents | bare, p50 / p95 | search(), times bare | and marked | unfinished | mistyped | indexed | peak memory |
|---|---|---|---|---|---|---|---|"""


def main() -> int:
    """Measure, print the table, and fail when the limit is missed."""
    sizes = tuple(map(int, sys.argv[1:])) or SIZES
    is_kept = True
    with tempfile.TemporaryDirectory(prefix="zenne-benchmark-") as folder:
        prepare(Path(folder))
        text = sentences()
        peer = sqlite3.connect(Path(folder) / "zenne.sqlite3")
        peer.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;")
        print(HEAD)
        for size in sizes:
            index_seconds = build(size, text, peer)
            took = compare(made_queries(size, text), peer)
            print(row(size, took, index_seconds), flush=True)
            ratio = took["search"][1] / took["bare"][1]
            is_kept = is_kept and (size != LIMIT_AT or ratio < LIMIT_RATIO)
        peer.close()
    print(
        f"limit at {LIMIT_AT:,} documents (p95 below {LIMIT_RATIO:.0f} times bare): {'kept' if is_kept else 'MISSED'}"
    )
    return 0 if is_kept else 1


if __name__ == "__main__":
    sys.exit(main())
