"""Where a steward corrects columns, and sees what became of a table."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.core.languages.public import Translated
from zenne.dataportal.forms.schema import SchemaForm
from zenne.dataportal.models import Load, Table, Version
from zenne.dataportal.rules.columns import Code, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.policies import ColumnPolicy, Level, MandatoryFilter, Need, TablePolicy
from zenne.dataportal.tasks import correct_columns
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.builders import a_dataset, a_table
from zenne.dataportal.tests.correcting import changed, corrected
from zenne.dataportal.tests.files import current, loaded

pytestmark = pytest.mark.django_db
GOOD = "".join(f"{n},{n * 2}\n" for n in range(1, 21))
FILE = f"id,age\n{GOOD}21,unknown\n"
PAGE = "/en/staff/data/trees/trees/schema/"
HISTORY = "/en/staff/data/trees/trees/history/"


@pytest.fixture
def steward() -> Client:
    return browser_of("Sofia", role="data-steward")


def typed(version: Version, **changes: Any) -> dict[str, Any]:
    """What a browser sends when it sends the form as it was opened, with some fields changed."""
    form = SchemaForm(version, languages=["nl", "fr", "en"])
    sent: dict[str, Any] = {}
    for part in (form.table, *form.columns):
        for field in part:
            value = field.value()
            if value is not None and value is not False:
                sent[field.html_name] = "on" if value is True else value
    return {**sent, **{name.replace("__", "-"): value for name, value in changes.items()}}


def test_the_page_shows_why_a_type_some_values_and_what_is_kept_apart(steward: Client, tmp_path: Path) -> None:
    loaded(tmp_path, FILE)
    page = steward.get(PAGE).content.decode()
    assert "1 value is not of this type" in page
    assert "1 row did not fit" in page
    assert "For example:" in page
    assert 'value="integer|" selected' in page


def test_a_form_sent_as_it_was_opened_changes_nothing(steward: Client, tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    codes = tuple(Code(str(2 * n), Translated({"nl": f"{n}"})) for n in range(1, 21))
    wanted = changed(before, {"age": {"codes": codes}}, sort=("age", "id"), key=("id",))
    version = corrected(before, wanted)
    answer = steward.post(PAGE, typed(version))
    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}?page=1&done=1")
    assert current(version.table) == version


def test_texts_are_saved_in_every_language_and_readers_see_them(steward: Client, tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    sent = typed(
        before, c1__title_nl="Leeftijd", c1__title_en="Age of the tree", c1__unit="a", table__title_en="Trees!"
    )
    assert steward.post(PAGE, sent).status_code == 302
    column = current(before.table).schema.definition.column("age")
    assert (dict(column.title), column.unit) == ({"nl": "Leeftijd", "en": "Age of the tree"}, "a")
    page = Client().get("/en/data/trees/trees/").content.decode()
    assert "Age of the tree" in page
    assert "Trees!" in page
    assert "Leeftijd" in Client().get("/nl/data/trees/trees/").content.decode()


def test_a_type_is_corrected_by_a_worker_with_the_page_of_a_load(steward: Client, tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    answer = steward.post(PAGE, typed(before, c1__form="string|"))
    load = Load.objects.get(way="correct")
    assert answer["Location"] == f"/en/staff/data/loads/{load.pk}/"
    assert "All rows are looked at again" in steward.get(answer["Location"]).content.decode()
    correct_columns.func(str(load.pk))
    page = steward.get(answer["Location"]).content.decode()
    assert "Columns of trees" in page
    assert "Published" in page
    assert current(before.table).rows == 21


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("c1__name", "id", "Another column has this name"),
        ("c1__name", "Age of it", "Small letters, digits and underscores"),
        ("c1__name", "", "This field is required"),
        ("c1__name", "a" * 61, "at most 60"),
        ("c1__form", "string|%s'; DROP TABLE x", "Select a valid choice"),
        ("c1__form", "", "This field is required"),
        ("c1__sort", "99", "Select a valid choice"),
        ("c1__unit", "km per hour", "without spaces"),
        ("c1__unit", "\0", "Null characters"),
        ("c1__refers_to", "nothing.like.this", "There is no such column"),
        ("c1__codes_nl", "a = b\na = c", "stands twice"),
        ("c1__codes_nl", "\n".join(map(str, range(2001))), "too long"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_the_rest_stays_typed(
    steward: Client, tmp_path: Path, field: str, value: str, words: str
) -> None:
    before = loaded(tmp_path, FILE)
    answer = steward.post(PAGE, typed(before, **{"c0__title_en": "What I typed", field: value}))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "What I typed" in page
    assert current(before.table) == before
    assert not Load.objects.filter(way="correct").exists()


@pytest.mark.parametrize(
    "sent", [{}, {"table-seen": "x"}, {"table-seen": "99999999999999999999"}, {"c0-name": ["a", "b"]}]
)
def test_a_form_that_no_browser_sends_is_refused(steward: Client, tmp_path: Path, sent: dict[str, Any]) -> None:
    before = loaded(tmp_path, FILE)
    assert steward.post(PAGE, sent).status_code == 422
    assert current(before.table) == before


def test_what_a_colleague_changed_meanwhile_is_not_overwritten(steward: Client, tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    mine, theirs = typed(before, c1__unit="a"), typed(before, c1__unit="mo")
    assert steward.post(PAGE, theirs).status_code == 302
    answer = steward.post(PAGE, mine)
    assert answer.status_code == 422
    assert "changed the columns meanwhile" in answer.content.decode()
    assert current(before.table).schema.definition.column("age").unit == "mo"


def test_many_columns_are_corrected_twenty_at_a_time(steward: Client, tmp_path: Path) -> None:
    names = [f"c{n}" for n in range(45)]
    before = loaded(tmp_path, f"{','.join(names)}\n{','.join(map(str, range(45)))}\n")
    form = SchemaForm(before, languages=["nl", "fr", "en"], first=40)
    assert [each.column.name for each in form.columns] == names[40:]
    page = steward.get(f"{PAGE}?page=3").content.decode()
    assert 'value="c44"' in page
    assert 'value="c39"' not in page
    assert 'value="c44"' in steward.get(f"{PAGE}?page=999").content.decode()


def test_examples_are_what_the_steward_may_see_and_none_where_rows_must_be_named(steward: Client) -> None:
    police = Need(Level.OFFICIAL, "police")
    hidden = TablePolicy(columns={"name": ColumnPolicy(need=police)})
    table = a_table([["Annabel", "oak"]], [("name", ColumnType.TEXT), ("kind", ColumnType.TEXT)], policy=hidden)
    page = steward.get(PAGE).content.decode()
    assert "oak" in page
    assert "Annabel" not in page
    Table.objects.filter(pk=table.pk).update(
        policy=TablePolicy(mandatory_filters=(MandatoryFilter(("kind",), police),))
    )
    assert "oak" not in steward.get(PAGE).content.decode()


def test_what_a_module_declares_is_shown_and_not_changed(steward: Client) -> None:
    table = a_table([[1]], [("id", ColumnType.INTEGER)], dataset=a_dataset(origin="catalogue"))
    assert "kept up to date by itself" in steward.get(PAGE).content.decode()
    assert steward.post(PAGE, typed(current(table), c0__unit="a")).status_code == 200
    assert table.schemas.count() == 1


def test_the_pages_are_for_stewards_only_and_of_tables_that_are_there(steward: Client) -> None:
    for path in (PAGE, HISTORY):
        assert steward.get(path).status_code == 404
    a_table([[1]], [("id", ColumnType.INTEGER)])
    for path in (PAGE, HISTORY):
        assert browser_of("Jonas", role="desk-worker").get(path).status_code == 403
        assert Client().get(path).status_code == 302


def test_the_history_tells_what_changed_and_gives_the_rows_as_they_were(steward: Client, tmp_path: Path) -> None:
    before = loaded(tmp_path, FILE)
    wanted = changed(before, {"age": {"name": "years", "type": ColumnType.TEXT, "is_required": True, "unit": "a"}})
    corrected(before, wanted, years="age")
    page = steward.get(HISTORY).content.decode()
    for words in (
        "The column age is called years now.",
        "years: the type was “whole number” and is “text” now.",
        "years: the unit was “nothing” and is “a” now.",
        "years: every row must have a value now.",
        "what readers see now",
        "schema 2",
    ):
        assert words in page, words
    addresses = [
        part.split('"')[0].replace("&amp;", "&") for part in page.split('href="') if re.search(r"/history/\d+/", part)
    ]
    first_lines = [steward.get(each).getvalue().decode().splitlines()[0] for each in addresses]
    assert [line.strip("\ufeff").replace('"', "") for line in first_lines] == ["id,years", "id,age"]


def test_the_rows_of_a_version_are_those_that_the_steward_may_read(steward: Client) -> None:
    official = a_dataset(level=Level.OFFICIAL)
    policy = TablePolicy(columns={"name": ColumnPolicy(need=Need(Level.OFFICIAL, "police"))})
    a_table(
        [["Annabel", "oak"]], [("name", ColumnType.TEXT), ("kind", ColumnType.TEXT)], dataset=official, policy=policy
    )
    address = "/en/staff/data/trees/trees/history/1/"
    assert steward.get(address).getvalue().decode().replace('"', "").split() == ["kind", "oak"]
    assert steward.get(address.replace("1", "2")).status_code == 404
    assert steward.get(address.replace("1", "9" * 30)).status_code == 404
    official.scope = "police"
    official.save()
    assert steward.get(address).status_code == 404
    assert "/history/1/" not in steward.get(HISTORY).content.decode()
    assert browser_of("Jonas", role="desk-worker").get(address).status_code == 403


def test_the_history_of_a_live_feed_is_in_pages(steward: Client) -> None:
    table = a_table([[1]], [("id", ColumnType.INTEGER)])
    version = current(table)
    for number in range(2, 32):
        table.versions.filter(ended_at=None).update(ended_at=timezone.now())
        Version.objects.create(
            table=table,
            number=number,
            schema=version.schema,
            manifest=version.manifest,
            rows=1,
            published_at=timezone.now(),
        )
    assert "Version 31" in steward.get(HISTORY).content.decode()
    second = steward.get(f"{HISTORY}?page=2").content.decode()
    assert "Version 1," in second
    assert "Version 31" not in second


def test_readers_see_codes_keys_units_and_references_in_their_language(tmp_path: Path) -> None:
    a_table([[1]], [("code", ColumnType.INTEGER)], dataset=a_dataset("streets"), name="streets")
    hidden = a_dataset("hidden-set", level=Level.OFFICIAL)
    a_table([[1]], [("code", ColumnType.INTEGER)], dataset=hidden, name="hidden")
    columns = (
        Column("id", ColumnType.INTEGER, unit="km", refers_to="streets.streets.code"),
        Column("kind", ColumnType.TEXT, codes=(Code("T", Translated({"nl": "Boom", "fr": "Arbre"})),)),
        Column("other", ColumnType.INTEGER, refers_to="hidden-set.hidden.code"),
    )
    table = a_table([[1, "T", 1]], columns)
    corrected(current(table), TableDefinition(columns, key=("id",)))
    for language, word in (("nl", "Boom"), ("fr", "Arbre")):
        page = Client().get(f"/{language}/data/trees/trees/").content.decode()
        assert word in page
        assert f'href="/{language}/data/streets/streets/"' in page
        assert "hidden-set" not in page
    answer = Client().get("/api/v1/datasets/trees/tables/trees").json()
    assert [each["refers_to"] for each in answer["columns"]] == ["streets.streets.code", None, None]
    assert answer["key"] == ["id"]
    assert answer["columns"][1]["codes"][0]["label"] == {"nl": "Boom", "fr": "Arbre"}
