"""A steward corrects the columns of a table."""

from typing import Any

import pytest
from django.test import Client

from zenne.dataportal.models import Dataset, Table, Version
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.builders import a_table

pytestmark = pytest.mark.django_db
PATH = "/en/staff/data/sets/trees/trees/columns/"


@pytest.fixture
def steward() -> Client:
    return browser_of("Sofia", role="data-steward")


def trees(policy: TablePolicy | None = None) -> Table:
    columns = (("species", ColumnType.TEXT), ("owner", ColumnType.TEXT))
    return a_table([("oak", "Ann"), ("elm", "Bob")], columns, policy=policy)


def typed(**changes: Any) -> dict[str, Any]:
    """The form of two columns of text, as it is sent when nothing was changed."""
    plain = {"title": "", "type": "string", "unit": ""}
    sent = {f"c{number}-{name}": value for number in (0, 1) for name, value in plain.items()}
    return {**sent, **{name.replace("_", "-", 1): value for name, value in changes.items()}}


def test_a_name_for_people_and_a_unit_make_a_new_version_of_the_same_rows(steward: Client) -> None:
    trees()
    steward.post(PATH, typed(c0_title="Kind of tree", c0_unit="1"))
    version = Version.objects.get(ended_at=None)
    column = version.schema.definition.column("species")
    assert (version.number, version.rows) == (2, 2)
    assert (dict(column.title), column.unit) == ({"en": "Kind of tree"}, "1")


def test_saving_the_same_again_changes_nothing(steward: Client) -> None:
    trees()
    assert steward.post(PATH, typed()).status_code == 302
    assert Version.objects.count() == 1


def test_a_type_into_which_nothing_fits_is_refused_in_a_sentence(steward: Client) -> None:
    trees()
    answer = steward.post(PATH, typed(c0_type="date"))
    assert answer.status_code == 422
    assert "can be used" in answer.content.decode()
    assert Version.objects.get().number == 1


@pytest.mark.parametrize(
    "changes",
    [{"c0_type": "money"}, {"c0_type": ""}, {"c0_unit": "x" * 21}, {"c1_title": "x" * 201}],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(steward: Client, changes: dict[str, Any]) -> None:
    trees()
    answer = steward.post(PATH, typed(**changes))
    assert answer.status_code == 422
    assert "Nothing is saved yet" in answer.content.decode()
    assert Version.objects.count() == 1


def test_columns_that_a_module_declares_are_its_own(steward: Client) -> None:
    trees()
    Dataset.objects.update(origin="catalogue")
    assert steward.get(PATH).status_code == 404
    assert browser_of("Jonas", role="desk-worker").get(PATH).status_code == 403


def test_who_sees_what_stays_when_columns_change(steward: Client) -> None:
    policy = TablePolicy(columns={"owner": ColumnPolicy(need=Need(Level.OFFICIAL, "police"))})
    trees(policy)
    steward.post(PATH, typed(c1_title="Whose it is"))
    assert (Version.objects.count(), Table.objects.get().policy) == (2, policy)
