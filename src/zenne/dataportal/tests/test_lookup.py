"""What a reader may not know of is looked for, and refused, as what never was."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from zenne.dataportal.query.lookup import kept_version
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import Level, Need, TablePolicy
from zenne.dataportal.tests.builders import a_dataset, a_table

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the rows are in files, read by one engine
BEGINNING = 60
COLUMNS = [("kind", ColumnType.TEXT)]
QUESTIONS: list[dict[str, str]] = [
    {},
    {"_format": "csv"},
    {"_agg": "count()"},
    {"asOf": "2020-01-01"},
    {"asOf": "2099-01-01"},
    {"kind": "oak"},
    {"nothing": "1"},
    {"_facet": "kind"},
]


@pytest.fixture(autouse=True)
def data_sets(db: None) -> None:
    a_table([["oak"]], COLUMNS, dataset=a_dataset("vault", level=Level.OFFICIAL), name="trees")
    open_one = a_dataset("trees")
    a_table([["oak"]], COLUMNS, dataset=open_one, name="trees")
    a_table([["oak"]], COLUMNS, dataset=open_one, name="cellar", policy=TablePolicy(need=Need(Level.OFFICIAL)))


def asked(path: str, query: dict[str, Any]) -> tuple[int, bytes, list[str]]:
    """Status, body and how each statement begins, before the words of a search."""
    with CaptureQueriesContext(connection) as found:
        answer = Client().get(path, query)
    statements = [each["sql"][:BEGINNING] for each in found.captured_queries]
    return answer.status_code, answer.content, statements


@pytest.mark.parametrize("query", QUESTIONS, ids=str)
@pytest.mark.parametrize("end", ["", "/rows"])
def test_what_is_hidden_takes_the_same_steps_as_what_never_was(query: dict[str, str], end: str) -> None:
    for hidden in ("vault/tables/trees", "trees/tables/cellar"):
        never = asked(f"/api/v1/datasets/{re.sub('vault|cellar', 'cavern', hidden)}{end}", query)
        kept_version.cache_clear()
        assert asked(f"/api/v1/datasets/{hidden}{end}", query) == never
        assert (never[0], len(never[2])) == (404, 1)


@pytest.mark.parametrize("path", ["/api/v1/datasets/{}", "/en/data/{}/", "/en/data/{}/trees/"])
def test_a_hidden_data_set_is_looked_for_as_one_that_never_was(path: str) -> None:
    asked(path.format("first"), {})  # what is read once and kept
    hidden, never = (asked(path.format(name), {}) for name in ("vault", "cavern"))
    assert hidden[0] == never[0] == 404
    assert hidden[2] == never[2]
