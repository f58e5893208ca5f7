"""Asking a table in tests, as the API does."""

import json
from typing import Any
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from zenne.dataportal.query.answer import Page, Prepared, page_of, prepared
from zenne.dataportal.query.export import export
from zenne.dataportal.rules.parameters import asked_in
from zenne.dataportal.rules.policies import ANYBODY, Reader

BRUSSELS = ZoneInfo("Europe/Brussels")


def ready(query: str, reader: Reader = ANYBODY, *, dataset: str = "trees", table: str = "trees") -> Prepared:
    """A question to the table of the builders, with the parameters of an address."""
    asked = asked_in(parse_qsl(query, keep_blank_values=True), zone=BRUSSELS)
    return prepared(dataset, table, asked.question, reader=reader)


def page(query: str = "", reader: Reader = ANYBODY) -> Page:
    return page_of(ready(query, reader))


def rows(query: str = "", reader: Reader = ANYBODY) -> list[dict[str, Any]]:
    """The rows of one page."""
    return [json.loads(item) for item in page(query, reader).items]


def all_pages(query: str, reader: Reader = ANYBODY) -> list[dict[str, Any]]:
    """The rows of all pages, one after the other."""
    found, after = [], ""
    while True:
        answer = page(f"{query}&_after={after}" if after else query, reader)
        found += [json.loads(item) for item in answer.items]
        after = answer.after
        if not after:
            return found


def file(query: str, format_name: str, reader: Reader = ANYBODY) -> bytes:
    """The whole export."""
    return b"".join(export(ready(query, reader), format_name))
