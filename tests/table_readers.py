"""Many readers of one table at once, over HTTP, who notice every refusal and every answer that mixes two versions."""

import csv
import http.client
import io
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle, islice
from typing import Any, Final
from urllib.parse import urlsplit

State = Mapping[str, int]
"""How many rows of each edition a table has; in every version of it the numbers are others."""
LONGEST_SECONDS: Final = 120
OK: Final = 200


@dataclass
class Told:
    """What the readers found.

    Attributes:
        answers: how many answers of each kind.
        seen: the places, among the versions, of those that somebody read.
        mistakes: sentences about what went wrong.
        seconds: of single requests.
    """

    answers: Counter[str] = field(default_factory=Counter)
    seen: set[int] = field(default_factory=set)
    mistakes: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@dataclass
class Table:
    """A table on a server, and the states that its versions are in, one after the other."""

    port: int
    path: str
    states: Sequence[State]
    told: Told = field(default_factory=Told)
    is_over: threading.Event = field(default_factory=threading.Event)
    page_rows: int = 500


class Reader(threading.Thread):
    """Asks one question after the other: figures, groups, all pages, a file."""

    def __init__(self, table: Table, number: int) -> None:
        super().__init__(name=f"reader {number}", daemon=True)
        self.table, self.number, self.newest = table, number, 0
        self.connection = http.client.HTTPConnection("127.0.0.1", table.port, timeout=LONGEST_SECONDS)

    def run(self) -> None:
        kinds = {"figures": self.figures, "groups": self.groups, "pages": self.pages, "file": self.file}
        try:
            for kind, ask in islice(cycle(kinds.items()), self.number, None):
                if self.table.is_over.is_set():
                    return
                self.check(kind, ask())
        except Exception as error:
            self.table.told.mistakes.append(f"{type(error).__name__}: {error}")
        finally:
            self.connection.close()

    def check(self, kind: str, found: State) -> None:
        """Every answer is of one version, and never of an older one than this reader saw before."""
        self.table.told.answers[kind] += 1
        if found not in self.table.states:
            self.table.told.mistakes.append(f"{kind} are of no version: {dict(found)}")
            return
        place = self.table.states.index(found)
        if place < self.newest:
            self.table.told.mistakes.append(f"{kind} went back from version {self.newest} to {place}")
        self.newest = max(self.newest, place)
        self.table.told.seen.add(place)

    def asked(self, address: str) -> bytes:
        started = time.perf_counter()
        self.connection.request("GET", address)
        answer = self.connection.getresponse()
        body = answer.read()
        self.table.told.seconds.append(time.perf_counter() - started)
        if answer.status != OK:
            raise AssertionError(f"{address} answered {answer.status}: {body[:300]!r}")
        return body

    def rows(self, query: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.asked(f"{self.table.path}?{query}"))
        return found

    def figures(self) -> State:
        """Figures of the whole table; they fit one state only."""
        (row,) = self.rows("_agg=count(),sum(edition),min(edition),max(edition)")["items"]
        for state in self.table.states:
            editions = [int(edition) for edition in state]
            total = sum(int(edition) * count for edition, count in state.items())
            if list(row.values()) == [sum(state.values()), total, min(editions), max(editions)]:
                return state
        return {str(row): 1}

    def groups(self) -> State:
        items = self.rows("_group=edition&_agg=count()")["items"]
        return {str(item["edition"]): item["count()"] for item in items}

    def pages(self) -> State:
        """All pages, one after the other; every number stands there once."""
        page = self.rows(f"_limit={self.table.page_rows}&_fields=number,edition")
        items = list(page["items"])
        while page["next"]:
            address = urlsplit(page["next"])
            page = json.loads(self.asked(f"{address.path}?{address.query}"))
            items += page["items"]
        return self.state_of([(item["number"], item["edition"]) for item in items])

    def file(self) -> State:
        text = self.asked(f"{self.table.path}?_format=csv&_fields=number,edition").decode()
        _, *lines = csv.reader(io.StringIO(text))
        return self.state_of([(int(number), int(edition)) for number, edition in lines])

    def state_of(self, rows: list[tuple[int, int]]) -> State:
        if sorted(number for number, _ in rows) != list(range(len(rows))):
            return {"rows are missing or there twice": len(rows)}
        return Counter(str(edition) for _, edition in rows)


@contextmanager
def readers_of(table: Table, *, count: int) -> Iterator[Told]:
    """Let so many read while the block lasts."""
    readers = [Reader(table, number) for number in range(count)]
    for reader in readers:
        reader.start()
    try:
        yield table.told
    finally:
        table.is_over.set()
        for reader in readers:
            reader.join()


def edition_csv(edition: int, rows: int, *, first: int = 0) -> str:
    """A file of one edition of the table, its rows numbered from ``first``."""
    lines = (f"{number},{edition},street {number % 97}\n" for number in range(first, first + rows))
    return f"number,edition,street\n{''.join(lines)}"
