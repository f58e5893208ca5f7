"""Rows of small tables that are kept in the engine: the same answers as from files, for each reader."""

from typing import Any

import pytest

from zenne.dataportal.models import Table
from zenne.dataportal.query import kept_rows as module
from zenne.dataportal.query.kept_rows import KeptRows, kept_rows, may_be_kept
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.manifests import Part
from zenne.dataportal.rules.policies import (
    ANYBODY,
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    Need,
    Reader,
    RowRule,
    TablePolicy,
)
from zenne.dataportal.storage.engine import database
from zenne.dataportal.tests.asking import all_pages, page, ready, rows
from zenne.dataportal.tests.builders import a_table, a_version

pytestmark = pytest.mark.django_db
COLUMNS = [Column("kind", ColumnType.TEXT), Column("height", ColumnType.INTEGER), Column("owner", ColumnType.TEXT)]
OFFICIAL = Need(Level.OFFICIAL)
POLICY = TablePolicy(
    columns={
        "owner": ColumnPolicy(need=OFFICIAL),
        "kind": ColumnPolicy(need=OFFICIAL, coarser=(Coarser(Coarsening.FIRST_LETTERS),)),
    },
    row_rules=(RowRule("height", ("7",), OFFICIAL),),
)
QUESTIONS = ("", "_sort=-height", "_group=kind&_agg=count(),sum(height)", "height[gt]=5&_count=true", "_facet=kind")


def trees(number: int) -> list[list[Any]]:
    return [["oak" if n % 3 else "elm", n, f"Ann {n}"] for n in range(number)]


def name_of_rows(kept: KeptRows) -> str:
    """What stands after FROM for the rows of the table of the builders."""
    with kept.of(ready("").view.files) as name:
        return name


@pytest.mark.parametrize("reader", [ANYBODY, Reader(Level.OFFICIAL)], ids=["anybody", "official"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_rows_that_are_kept_give_the_answers_of_the_files(
    reader: Reader, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_table(trees(30), COLUMNS, policy=POLICY)
    monkeypatch.setattr(module, "MOST_ROWS", 0)
    of_files = page(question, reader)
    monkeypatch.setattr(module, "MOST_ROWS", 1000)
    monkeypatch.setattr(module, "ASKED_OFTEN", 1)
    of_kept = page(question, reader)
    assert name_of_rows(kept_rows()).startswith("kept_")
    assert of_kept == of_files


def test_a_new_policy_and_a_new_version_count_at_once_for_kept_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ASKED_OFTEN", 1)
    table = a_table(trees(30), COLUMNS)
    assert len(all_pages("")) == 30
    Table.objects.update(policy=POLICY)
    assert [set(row) for row in rows("height=7")] == []
    assert set(rows("height=8")[0]) == {"kind", "height"}
    a_version(table, trees(4), TableDefinition(tuple(COLUMNS)))
    assert [row["height"] for row in rows("")] == [0, 1, 2, 3]


def test_rows_are_kept_when_they_were_asked_for_often() -> None:
    a_table(trees(30), COLUMNS)
    kept = KeptRows(database(), most_bytes=100_000_000)
    names = [name_of_rows(kept) for _ in range(module.ASKED_OFTEN + 1)]
    assert database().cursor().execute(f"SELECT count(*) FROM {names[-1]}").fetchone() == (30,)
    assert [name.startswith("read_parquet") for name in names] == [True] * (module.ASKED_OFTEN - 1) + [False] * 2


def test_rows_that_need_too_much_memory_are_not_kept_nor_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ASKED_OFTEN", 1)
    a_table(trees(30), COLUMNS)
    kept = KeptRows(database(), most_bytes=-1)
    assert all(name_of_rows(kept).startswith("read_parquet") for _ in range(3))
    assert [(each.asked, each.table) for each in kept.known.values()] == [(3, "")]


def test_files_that_cannot_be_read_are_left_to_the_question_to_report(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ASKED_OFTEN", 1)
    with KeptRows(database(), most_bytes=100_000_000).of("read_parquet(['/nowhere.parquet'])") as name:
        assert name.startswith("read_parquet")


def test_what_was_asked_for_longest_ago_is_given_up_but_not_while_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "ASKED_OFTEN", 1)
    monkeypatch.setattr(module, "MOST_KNOWN", 1)
    kept = KeptRows(database(), most_bytes=1_000_000_000)
    first, second, third = (f"(SELECT {n} AS n)" for n in range(3))
    with kept.of(first) as name:
        with kept.of(second):
            assert database().cursor().execute(f"SELECT n FROM {name}").fetchall() == [(0,)]
        assert first in kept.known
    with kept.of(third):
        assert list(kept.known) == [third]


def test_tables_with_many_rows_or_great_files_are_read_from_files() -> None:
    assert may_be_kept([Part("a", 1000, 1000), Part("b", 1000, 1000)])
    assert not may_be_kept([Part("a", 600_000, 1000), Part("b", 600_000, 1000)])
    assert not may_be_kept([Part("a", 1000, 1 << 30)])
