"""Nobody learns from the data portal what they may not see, nor that it is there, whatever they ask."""

import io
import json
import re
import zipfile
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.access.data_worlds import COLUMNS, READERS, Worlds, shown, worlds_of
from tests.examples import the_same_examples

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the rows are in files, read by one engine
ROWS = "/api/v1/datasets/woods/tables/trees/rows"
PATHS = [
    *[ROWS] * 10,
    *["/api/v1/datasets/woods/tables/register/rows"] * 2,
    "/api/v1/datasets/woods/tables/register/rows",
    *["/api/v1/datasets/woods/tables/trees"] * 2,
    "/api/v1/datasets/woods/tables/register",
    "/api/v1/datasets/woods/tables/trees/quarantine",
    "/api/v1/datasets/woods/tables/cellar",
    "/api/v1/datasets/woods/tables/cellar/rows",
    "/api/v1/datasets/vault/tables/gold",
    "/api/v1/datasets/vault/tables/gold/rows",
]
COUNTED = frozenset({"Date", "Server-Timing"})
CURSOR = re.compile(rb"_after=[A-Za-z0-9_-]+")
NAMES = st.sampled_from([*COLUMNS, *COLUMNS, "_row", "_xmin_home", "nothing", "limit"])
ANYTHING = st.sampled_from(
    ["oak", "A", "1", "2.5", "1951-01-01", "100001000", "true", "4,50,4.2,50.01", "NaN", "", "'"]
)
FITTING = {
    "species": ["oak", "elm", "o*"],
    "owner": ["A", "B", "A*"],
    "height": ["1", "2"],
    "salary": ["100001000", "100002000", "100001500"],
    "price": ["0.25", "1"],
    "born": ["1950", "1951", "1951-02", "1951-02-01"],
    "status": ["open", "secret", "*e*"],
    "illness": ["ill*", "ill8"],
    "postcode": ["1000", "1999", "1*"],
    "nickname": ["nic", "n*"],
    "home": ["4,50,4.1,50.01", "4.1,50.01,5000", "POLYGON((4 50,4.1 50,4.1 50.01,4 50.01,4 50))"],
    "place": ["4.3,50.8,4.315,50.9", "4.31,50.81,100"],
}
COMPARED = ["", "[eq]", "[ne]", "[gt]", "[lte]", "[in]", "[like]"]
BY_NAME = dict.fromkeys(COLUMNS, COMPARED) | {name: ["[bbox]", "[near]", "[within]"] for name in ("home", "place")}


def conditions_on(name: str) -> st.SearchStrategy[tuple[str, str]]:
    """Mostly such that have an answer, if the reader may have it."""
    values = st.one_of(st.sampled_from(FITTING.get(name, ["1"])), st.sampled_from(FITTING.get(name, ["1"])), ANYTHING)
    fitting = st.tuples(st.builds(f"{name}{{}}".format, st.sampled_from(BY_NAME.get(name, COMPARED))), values)
    return st.one_of(fitting, st.tuples(st.just(f"{name}[isnull]"), st.sampled_from(["true", "false"])))


CONDITIONS = NAMES.flatmap(conditions_on)
FUNCTIONS = st.sampled_from(["sum", "avg", "min", "max", "median", "count", "count_distinct"])
FORMATS = st.sampled_from(["json", "ndjson", "csv", "geojson", "parquet", "arrow", "xlsx", "pdf"])
FIGURES = st.one_of(
    st.just("count()"),
    st.builds("{}({})".format, FUNCTIONS, NAMES),
)
OWN = st.one_of(
    st.tuples(st.just("_fields"), NAMES),
    st.tuples(st.just("_sort"), st.builds("{}{}".format, st.sampled_from(["", "-"]), NAMES)),
    st.tuples(st.just("_group"), NAMES),
    st.tuples(st.just("_agg"), FIGURES),
    st.tuples(st.just("_count"), st.just("true")),
    st.tuples(st.just("_facet"), NAMES),
    st.tuples(st.just("_facet"), NAMES),
    st.tuples(st.just("_safe"), st.just("true")),
    st.tuples(st.just("_limit"), st.sampled_from(["1", "3", "1000"])),
    st.tuples(st.just("_or"), st.builds("({0[0]}={0[1]};{1[0]}={1[1]})".format, CONDITIONS, CONDITIONS)),
    st.tuples(st.just("_format"), FORMATS),
    st.tuples(st.just("asOf"), st.sampled_from(["2020-01-01", "2099-01-01", "then"])),
    st.tuples(st.just("_after"), st.just("AAAA")),
)
EXACT = st.just([("postcode", "1000"), ("species", "oak")])
PARAMETERS = st.builds(
    lambda conditions, own, exact: [*exact, *conditions, *own],
    st.lists(CONDITIONS, max_size=2),
    st.lists(OWN, max_size=3, unique_by=lambda pair: pair[0]),
    st.one_of(st.just([]), EXACT),
)


def seen_by(worlds: Worlds, path: str, parameters: list[tuple[str, str]]) -> tuple[Any, ...]:
    """Everything that comes back: status, headers, body; a cursor only as far as that there is one, and how long."""
    answer = worlds.ask(path, parameters)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    headers = {name: value for name, value in answer.headers.items() if name not in COUNTED}
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as sheet:
            body = b"".join(sheet.read(name) for name in sheet.namelist() if not name.startswith("docProps"))
    asked = " ".join(f"{name} {value}" for name, value in parameters)
    found = [secret for secret in worlds.secrets if secret.encode() in body and secret not in asked]
    assert not found, (worlds.name, path, parameters, found)
    shape = CURSOR.sub(lambda match: b"_after=" + b"x" * len(match[0]), body)
    return answer.status_code, headers, shape, (answer.json().get("next") if body.startswith(b'{"items"') else None)


def followed(worlds: Worlds, path: str, parameters: list[tuple[str, str]]) -> list[tuple[Any, ...]]:
    """An answer and the next two pages."""
    found = []
    for _ in range(3):
        *what, link = seen_by(worlds, path, parameters)
        found.append(tuple(what))
        if not link:
            break
        parameters = [*(each for each in parameters if each[0] != "_after"), ("_after", link.rsplit("_after=", 1)[1])]
    return found


@pytest.mark.parametrize("name", list(READERS))
def test_two_worlds_that_differ_only_in_secrets_give_the_same_answers(name: str) -> None:
    worlds = worlds_of(name, seed=7)

    @the_same_examples(45)
    @given(path=st.sampled_from(PATHS), parameters=PARAMETERS)
    def same(path: str, parameters: list[tuple[str, str]]) -> None:
        worlds.put(0)
        first = followed(worlds, path, parameters)
        worlds.put(1)
        assert followed(worlds, path, parameters) == first

    same()


@pytest.mark.parametrize("name", list(READERS))
def test_a_reader_sees_the_rows_and_values_that_a_naive_model_says(name: str) -> None:
    worlds = worlds_of(name, seed=11)
    expected = Counter(json.dumps(shown(row, worlds.reader), sort_keys=True) for row in worlds.rows)
    for state in (0, 1):
        worlds.put(state)
        found: Counter[str] = Counter()
        parameters = [("_limit", "4"), ("_count", "true")]
        while True:
            answer = worlds.ask(ROWS, parameters).json()
            assert answer["count"] == len(worlds.rows)
            for item in answer["items"]:
                item.pop("home", None)
                item.pop("place", None)
                found[json.dumps(item, sort_keys=True)] += 1
            if not answer["next"]:
                break
            parameters = [*parameters[:2], ("_after", answer["next"].rsplit("_after=", 1)[1])]
        assert found == expected


@pytest.mark.parametrize("name", list(READERS))
def test_facets_and_statistics_count_what_a_naive_model_counts(name: str) -> None:
    worlds = worlds_of(name, seed=5)
    seen = [shown(row, worlds.reader) for row in worlds.rows]
    for state in (0, 1):
        worlds.put(state)
        for column in ("species", "born", "salary", "owner", "illness"):
            expected = Counter(row[column] for row in seen if column in row)
            answer = worlds.ask(ROWS, [("_facet", column)]).json()
            if not expected:
                assert answer["code"] == "unknown-column"
                continue
            found = {each["value"]: each["count"] for each in answer["facets"][column]}
            assert len(found) == min(20, len(expected))
            assert found == {value: expected[value] for value in found}
        described = worlds.ask(ROWS.removesuffix("/rows"), []).json()["columns"]
        statistics = {each["name"]: each["statistics"] for each in described}
        for column in ("species", "born", "height"):
            values = [row[column] for row in seen if row[column] is not None]
            assert (statistics[column]["values"], statistics[column]["distinct"]) == (len(values), len(set(values)))


PAGE_QUESTIONS = st.builds(
    lambda condition, sort, facet: [*condition, ("sort", sort), ("facet", facet)],
    st.one_of(
        st.just([]),
        st.tuples(NAMES, st.sampled_from(["oak", "1", "A*"])).map(
            lambda pair: [("column", pair[0]), ("operator", "eq"), ("value", pair[1])]
        ),
    ),
    st.one_of(st.just(""), NAMES),
    st.one_of(st.just(""), NAMES, NAMES),
)
CHANCE = re.compile(rb'nonce="[^"]+"|after=[^"#]+')


def test_the_page_of_a_table_is_the_same_in_two_worlds_that_differ_only_in_secrets() -> None:
    worlds = worlds_of("nobody", seed=13)

    @the_same_examples(30)
    @given(parameters=PAGE_QUESTIONS)
    def same(parameters: list[tuple[str, str]]) -> None:
        pages = []
        for state in (0, 1):
            worlds.put(state)
            answer = worlds.ask("/en/data/woods/trees/", parameters)
            body = CHANCE.sub(b"", answer.content)
            asked = " ".join(value for _, value in parameters)
            assert not [secret for secret in worlds.secrets if secret.encode() in body and secret not in asked]
            pages.append((answer.status_code, body))
        assert pages[0] == pages[1]

    same()


def test_a_filter_that_must_be_given_is_named_only_when_the_reader_has_the_columns() -> None:
    worlds = worlds_of("nobody", seed=3)
    path = "/api/v1/datasets/woods/tables/register/rows"
    refused = worlds.ask(path, [("postcode", "1000")]).json()
    assert (refused["code"], refused["field"]) == ("mandatory-filter", "species")
    wide = worlds.ask(path, [("postcode", "1000"), ("species[in]", "oak,elm,ash")])
    assert wide.status_code == 422
    answer = worlds.ask(path, [("postcode", "1000"), ("species", "oak")]).json()
    assert {(item["postcode"], item["species"]) for item in answer["items"]} == {("1000", "oak")}


def test_a_column_that_can_only_be_read_cannot_be_searched() -> None:
    worlds = worlds_of("nobody", seed=3)
    assert all("nickname" in item for item in worlds.ask(ROWS, []).json()["items"])
    for parameter in (("nickname", "nic"), ("_sort", "nickname"), ("_group", "nickname"), ("_agg", "max(nickname)")):
        assert worlds.ask(ROWS, [parameter]).json()["code"] == "only-to-be-read"


def test_a_hidden_column_is_refused_like_one_that_never_was() -> None:
    worlds = worlds_of("nobody", seed=3)
    hidden = worlds.ask(ROWS, [("salary", "1")]).content
    assert hidden == worlds.ask(ROWS, [("celery", "1")]).content.replace(b"celery", b"salary")
