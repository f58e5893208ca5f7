"""Questions to a table, against a naive reading of its rows in Python."""

import json
from datetime import UTC, date, datetime, time
from operator import itemgetter
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zenne.dataportal.query.answer import page_of
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.parameters import WrongParameter
from zenne.dataportal.tests.asking import all_pages, page, ready, rows
from zenne.dataportal.tests.builders import a_dataset, a_table

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the rows are in files, read by one engine
KINDS = [None, "oak", "elm", "ash", "Óak%_\\*"]
TREES: list[dict[str, Any]] = [
    {
        "n": n,
        "kind": KINDS[n % 5],
        "height": None if n % 7 == 0 else (n * 37 % 50) / 4,
        "since": date(2020, 1 + n % 12, 1),
    }
    for n in range(60)
]
COLUMNS = [
    ("n", ColumnType.INTEGER),
    ("kind", ColumnType.TEXT),
    ("height", ColumnType.NUMBER),
    ("since", ColumnType.DATE),
]


@pytest.fixture(autouse=True)
def trees(db: None) -> None:
    a_table([list(tree.values()) for tree in TREES], COLUMNS)


def numbers(query: str) -> list[int]:
    return [row["n"] for row in rows(f"{query}&_fields=n&_limit=1000")]


@pytest.mark.parametrize(
    ("query", "holds"),
    [
        ("kind=oak", lambda tree: tree["kind"] == "oak"),
        ("kind[ne]=oak", lambda tree: tree["kind"] not in {None, "oak"}),
        ("kind[in]=oak,elm", lambda tree: tree["kind"] in {"oak", "elm"}),
        ("kind[isnull]=true", lambda tree: tree["kind"] is None),
        ("kind[isnull]=false&n[lt]=9", lambda tree: tree["kind"] is not None and tree["n"] < 9),
        ("kind[like]=O*", lambda tree: tree["kind"] == "oak"),
        ("kind[like]=*" + quote("%_\\") + "*", lambda tree: tree["kind"] == KINDS[4]),
        ("height[gte]=2.5&height[lt]=7", lambda tree: tree["height"] is not None and 2.5 <= tree["height"] < 7),
        ("since[gt]=2020-06-01", lambda tree: tree["since"] > date(2020, 6, 1)),
        (
            "_or=(kind=oak;n[gte]=50)&n[ne]=55",
            lambda tree: (tree["kind"] == "oak" or tree["n"] >= 50) and tree["n"] != 55,
        ),
        ('_or=kind="oak";kind=elm', lambda tree: tree["kind"] in {"oak", "elm"}),
        ("n=1&n=2", lambda tree: False),
        (f"kind={quote(KINDS[4] or '')}", lambda tree: tree["kind"] == KINDS[4]),
    ],
)
def test_a_condition_finds_what_a_naive_reading_finds(query: str, holds: Any) -> None:
    assert numbers(query) == [tree["n"] for tree in TREES if holds(tree)]
    assert page(f"{query}&_count=true").count == len([tree for tree in TREES if holds(tree)])


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    order=st.lists(
        st.tuples(st.sampled_from(["kind", "height", "since", "n"]), st.booleans()), unique_by=lambda pair: pair[0]
    ),
    size=st.integers(1, 25),
)
def test_pages_one_after_the_other_are_the_whole_table_in_order(order: list[tuple[str, bool]], size: int) -> None:
    expected = list(TREES)
    for name, is_descending in reversed(order):
        filled = [tree for tree in expected if tree[name] is not None]
        filled.sort(key=itemgetter(name), reverse=is_descending)
        expected = filled + [tree for tree in expected if tree[name] is None]
    sort = ",".join(f"{'-' if is_descending else ''}{name}" for name, is_descending in order)
    found = all_pages(f"_limit={size}&_fields=n{f'&_sort={sort}' if sort else ''}")
    assert [row["n"] for row in found] == [tree["n"] for tree in expected]


def test_groups_have_the_figures_of_their_rows_and_are_paged_in_any_order() -> None:
    query = (
        "_group=kind&_agg=count(),sum(n),avg(height),min(since),max(n),median(n),count_distinct(since),count(height)"
    )
    found = {row["kind"]: row for row in all_pages(f"{query}&_limit=2&_sort=-sum(n)")}
    assert list(found) == sorted(found, key=lambda kind: -sum(tree["n"] for tree in TREES if tree["kind"] == kind))
    for kind in KINDS:
        group = [tree for tree in TREES if tree["kind"] == kind]
        heights = [tree["height"] for tree in group if tree["height"] is not None]
        assert found[kind] == {
            "kind": kind,
            "count()": len(group),
            "sum(n)": sum(tree["n"] for tree in group),
            "avg(height)": pytest.approx(sum(heights) / len(heights)),
            "min(since)": min(tree["since"] for tree in group).isoformat(),
            "max(n)": max(tree["n"] for tree in group),
            "median(n)": sorted(tree["n"] for tree in group)[5] / 2 + sorted(tree["n"] for tree in group)[6] / 2,
            "count_distinct(since)": len({tree["since"] for tree in group}),
            "count(height)": len(heights),
        }


def test_figures_without_groups_are_one_row_also_of_no_rows() -> None:
    assert rows("_agg=count(),sum(n)") == [{"count()": 60, "sum(n)": sum(range(60))}]
    assert rows("n[gt]=1000&_agg=count(),sum(n)") == [{"count()": 0, "sum(n)": None}]
    assert page("_group=kind&_count=true").count == 5


def test_the_short_limit_of_other_lists_is_understood() -> None:
    assert len(rows("limit=7")) == 7
    with pytest.raises(WrongParameter, match="too-small"):
        page("limit=0")


def test_every_type_comes_back_as_json_has_it() -> None:
    moment = datetime(2026, 7, 1, 12, 0, 0, 250_000, tzinfo=UTC)
    columns = [
        ("flag", ColumnType.BOOLEAN),
        ("hour", ColumnType.TIME),
        ("at", ColumnType.TIMESTAMP),
        ("more", ColumnType.JSON),
        ("place", ColumnType.GEOMETRY),
        ("odd", ColumnType.NUMBER),
        ("text", ColumnType.TEXT),
    ]
    values = [True, time(8, 30), moment, '{"a": [1]}', "POINT(4.35 50.85)", float("nan"), 'a"\n\u0001é']
    a_table([values], columns, dataset=a_dataset("types"))
    (item,) = page_of(ready("", dataset="types")).items
    assert json.loads(item) == {
        "flag": True,
        "hour": "08:30:00",
        "at": "2026-07-01T12:00:00.25Z",
        "more": {"a": [1]},
        "place": {"type": "Point", "coordinates": [4.35, 50.85]},
        "odd": None,
        "text": 'a"\n\u0001é',
    }


@pytest.mark.parametrize(
    ("query", "code", "parameter"),
    [
        ("nothing=1", "unknown-column", "nothing"),
        ("_row=1", "unknown-column", "_row"),
        ("n[foo]=1", "unknown-operator", "n[foo]"),
        ("n[like]=1*", "operator-of-another-type", "n[like]"),
        ("n=NaN", "not-a-whole-number", "n"),
        ("n=" + "9" * 30, "too-large-a-number", "n"),
        ("height=Infinity", "not-a-number", "height"),
        ("since=0000-01-01", "not-a-date", "since"),
        ("since=99999-01-01", "not-a-date", "since"),
        ("kind[isnull]=maybe", "not-true-or-false", "kind[isnull]"),
        ("_sort=n,-n", "named-twice", "_sort"),
        ("_sort=", "empty-name", "_sort"),
        ("_fields=n&_group=kind", "fields-of-groups", "_fields"),
        ("_agg=sum(kind)", "figure-of-another-type", "_agg"),
        ("_agg=sum()", "figure-of-what", "_agg"),
        ("_agg=drop(n)", "unknown-figure", "_agg"),
        ("_group=kind&_sort=n", "unknown-column", "_sort"),
        ("_or=((n=1;n=2)", "unknown-column", "(n"),
        ("_or=nothing", "wrong-group", "_or"),
        ('kind[in]="oak', "open-quote", "kind[in]"),
        ("_limit=1&_limit=2", "given-twice", "_limit"),
        ("&".join(["n=1"] * 500), "too-many-conditions", "n"),
        ("n[in]=" + ",".join(["1"] * 5000), "too-many-values", "n[in]"),
        ("asOf=yesterday", "not-a-moment", "asOf"),
        ("asOf=1999-01-01", "no-version-then", "asOf"),
        ("n[[gt]=1", "wrong-name", "n[[gt]"),
        ('kind"; DROP TABLE x; --=1', "unknown-column", 'kind"; DROP TABLE x; --'),
    ],
)
def test_what_cannot_be_asked_is_refused_at_the_parameter(query: str, code: str, parameter: str) -> None:
    with pytest.raises(WrongParameter) as refused:
        page(query)
    assert refused.value.code == code
    if code != "wrong-name":
        assert refused.value.parameter == parameter


@pytest.mark.parametrize("text", ["x" * 10_000, "\0", "\x1b\r\n", "'; DROP TABLE trees; --", "((((((", "%", "$p0", "?"])
def test_any_text_is_only_a_text(text: str) -> None:
    assert rows(f"kind={quote(text)}") == []
    assert rows(f"kind[like]={quote(text)}") == []
    assert rows(f"kind[in]={quote(text)},{quote(text)}") == []
