"""The link to the next page is always right, and good for nothing else."""

import pytest
from django.utils import timezone

from zenne.dataportal.models import Table, Version
from zenne.dataportal.rules.columns import ColumnType, TableDefinition
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, Reader, TablePolicy
from zenne.dataportal.tests.asking import all_pages, page, rows
from zenne.dataportal.tests.builders import a_table, a_version

pytestmark = pytest.mark.django_db
COLUMNS = [("n", ColumnType.INTEGER), ("text", ColumnType.TEXT)]


@pytest.fixture(name="table")
def a_table_of_ten(db: None) -> Table:
    return a_table([[n, f"t{n % 3}"] for n in range(10)], COLUMNS)


def definition_of(table: Table) -> TableDefinition:
    found: TableDefinition = table.versions.get(ended_at=None).schema.definition
    return found


def test_a_cursor_goes_on_in_the_version_in_which_it_began(table: Table) -> None:
    after = page("_limit=4").after
    a_version(table, [[n, "new"] for n in range(100, 110)], definition_of(table))
    assert [row["n"] for row in rows(f"_limit=4&_after={after}")] == [4, 5, 6, 7]
    assert rows("_limit=1")[0]["n"] == 100


def test_a_cursor_of_a_version_that_is_gone_says_so(table: Table) -> None:
    after = page("_limit=4").after
    a_version(table, [[1, "new"]], definition_of(table))
    Version.objects.exclude(ended_at=None).delete()
    with pytest.raises(WrongParameter, match="old-cursor"):
        page(f"_limit=4&_after={after}")


def test_a_cursor_is_refused_where_it_was_not_made(table: Table) -> None:
    after = page("_limit=4").after
    for query in ("_sort=n", "n[gt]=0", "_fields=n", "_group=n", "asOf=2099-01-01"):
        with pytest.raises(WrongParameter, match="wrong-cursor"):
            page(f"{query}&_limit=4&_after={after}")
    for forged in (after[:-2], after[:-1] + ("A" if after[-1] != "A" else "B"), "A" * 10_000, "é", "..", "-"):
        with pytest.raises(WrongParameter, match="wrong-cursor"):
            page(f"_limit=4&_after={forged}")


def test_a_cursor_is_refused_to_a_reader_who_sees_something_else(table: Table) -> None:
    Table.objects.update(policy=TablePolicy(columns={"text": ColumnPolicy(need=Need(Level.OFFICIAL))}))
    after = page("_limit=4&_sort=n", Reader(Level.OFFICIAL)).after
    with pytest.raises(WrongParameter, match="wrong-cursor"):
        page(f"_limit=4&_sort=n&_after={after}")


def test_a_cursor_may_go_on_with_pages_of_another_size(table: Table) -> None:
    after = page("_limit=4").after
    assert [row["n"] for row in rows(f"_limit=100&_after={after}")] == [4, 5, 6, 7, 8, 9]


def test_texts_too_long_for_an_address_still_have_a_next_page(db: None) -> None:
    texts = [("x" * 20_000) + str(n % 4) for n in range(8)]
    a_table([[n, text] for n, text in enumerate(texts)], COLUMNS)
    assert len(page("_sort=-text&_limit=3").after) < 2_000
    assert [row["n"] for row in all_pages("_sort=-text&_limit=3")] == sorted(range(8), key=lambda n: (-(n % 4), n))


def test_as_of_answers_with_the_table_as_it_was(table: Table) -> None:
    before = timezone.now().isoformat().replace("+00:00", "Z")
    a_version(table, [[7, "new"]], definition_of(table))
    assert len(rows(f"asOf={before}")) == 10
    assert rows("asOf=2099-01-01") == rows() == [{"n": 7, "text": "new"}]
    found = all_pages(f"asOf={before}&_limit=3")
    assert [row["n"] for row in found] == list(range(10))
