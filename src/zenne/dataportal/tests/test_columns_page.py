"""A steward corrects the columns of a table and says who sees them."""

from typing import Any

import pytest
from django.test import Client

from zenne.core.audit.public import AuditRecord
from zenne.dataportal.models import Dataset, Table, Version
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.builders import a_table

pytestmark = pytest.mark.django_db
PATH = "/en/staff/data/sets/trees/trees/columns/"
SCOPED = ColumnPolicy(need=Need(Level.OFFICIAL, "police"))


@pytest.fixture
def steward() -> Client:
    return browser_of("Sofia", role="data-steward")


def trees(policy: TablePolicy | None = None) -> Table:
    columns = (("species", ColumnType.TEXT), ("owner", ColumnType.TEXT))
    return a_table([("oak", "Ann"), ("elm", "Bob")], columns, policy=policy)


def typed(**changes: Any) -> dict[str, Any]:
    """The form of two columns of text, as it is sent when nothing was changed."""
    plain = {"title": "", "type": "string", "unit": "", "level": "public", "coarser": "", "step": "1"}
    sent = {f"c{number}-{name}": value for number in (0, 1) for name, value in plain.items()}
    return {**sent, "reason": "", **{name.replace("_", "-", 1): value for name, value in changes.items()}}


def test_a_protected_column_is_gone_for_everybody_else_at_once(steward: Client) -> None:
    trees()
    sent = typed(c1_level="official", reason="It names people.")
    assert steward.post(PATH, sent).status_code == 302
    public = Client().get("/en/data/trees/trees/").content.decode()
    assert "Ann" not in public
    assert "owner" not in public
    assert "It names people." in public
    assert "Ann" in browser_of("Jonas", role="desk-worker").get("/en/data/trees/trees/").content.decode()
    assert AuditRecord.objects.get(action="data.protect").details["columns"] == {"owner": "official"}


def test_others_may_see_a_coarser_value(steward: Client) -> None:
    trees()
    steward.post(PATH, typed(c1_level="partner", c1_coarser="first-letters", c1_step="1"))
    public = Client().get("/en/data/trees/trees/").content.decode()
    assert "Ann" not in public
    assert ">A</td>" in public


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
    assert not AuditRecord.objects.filter(action="data.protect").exists()


def test_a_type_into_which_nothing_fits_is_refused_in_a_sentence(steward: Client) -> None:
    trees()
    answer = steward.post(PATH, typed(c0_type="date"))
    assert answer.status_code == 422
    assert "can be used" in answer.content.decode()
    assert Version.objects.get().number == 1


@pytest.mark.parametrize(
    "changes",
    [{"c0_type": "money"}, {"c0_level": "everyone"}, {"c0_coarser": "x"}, {"c0_step": "0"}, {"c0_step": "nan"}],
)
def test_what_cannot_be_is_said_and_nothing_is_saved(steward: Client, changes: dict[str, Any]) -> None:
    trees()
    answer = steward.post(PATH, typed(**changes))
    assert answer.status_code == 422
    assert "Nothing is saved yet" in answer.content.decode()
    assert Table.objects.get().policy == TablePolicy()


def test_a_rule_that_the_page_cannot_say_stays_as_it_is(steward: Client) -> None:
    trees(TablePolicy(columns={"owner": SCOPED}))
    assert "It stays as it is" in steward.get(PATH).content.decode()
    steward.post(PATH, typed(c1_level="public", c0_level="partner"))
    assert Table.objects.get().policy.columns == {"owner": SCOPED, "species": ColumnPolicy(Need(Level.PARTNER))}


def test_columns_that_a_module_declares_are_its_own(steward: Client) -> None:
    trees()
    Dataset.objects.update(origin="catalogue")
    assert steward.get(PATH).status_code == 404
    assert browser_of("Jonas", role="desk-worker").get(PATH).status_code == 403
