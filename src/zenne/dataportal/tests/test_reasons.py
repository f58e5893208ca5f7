"""Why something is not for everybody is published, where the city says that it exists."""

from typing import Any

import pytest
from django.test import Client

from zenne.core.languages.public import Translated
from zenne.dataportal.forms.protection import ProtectionForm, written
from zenne.dataportal.models import Table
from zenne.dataportal.rules.columns import Column, ColumnType
from zenne.dataportal.rules.policies import (
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    MandatoryFilter,
    Need,
    RowRule,
    TablePolicy,
)
from zenne.dataportal.tests.builders import a_dataset, a_table

pytestmark = pytest.mark.django_db
OFFICIAL = Need(Level.OFFICIAL)
WHY = Translated({"en": "It is about people."})
OWN = Translated({"en": "Owners asked for it."})


def trees(policy: TablePolicy, **more: Any) -> Table:
    return a_table([["oak", "Ann"]], [("kind", ColumnType.TEXT), ("owner", ColumnType.TEXT)], policy=policy, **more)


def api(path: str) -> Any:
    return Client().get(f"/api/v1/datasets/trees{path}").json()


def page(path: str) -> str:
    return Client().get(f"/en/data/trees/{path}").content.decode()


def test_a_closed_table_that_is_listed_says_why_and_nothing_else() -> None:
    dataset = a_dataset()
    trees(TablePolicy(), dataset=dataset)
    trees(TablePolicy(need=OFFICIAL, reason=WHY, is_listed=True), dataset=dataset, name="owners")
    trees(TablePolicy(need=OFFICIAL, reason=WHY), dataset=dataset, name="never-named")
    (closed,) = api("")["closed_tables"]
    assert (closed["table"], closed["reason"]["en"]) == ("owners", "It is about people.")
    assert "You can see that this table exists" in page("")
    assert "It is about people." in page("")
    assert "never-named" not in page("")
    assert Client().get("/api/v1/datasets/trees/tables/owners").status_code == 404
    assert Client().get("/en/data/trees/owners/").status_code == 404


def test_a_data_set_with_a_closed_table_only_does_not_say_that_nothing_is_published() -> None:
    trees(TablePolicy(need=OFFICIAL, reason=WHY, is_listed=True))
    assert "Nothing of this data set is published yet" not in page("")


def test_a_closed_column_that_is_listed_says_why_and_nothing_else() -> None:
    trees(TablePolicy(columns={"owner": ColumnPolicy(OFFICIAL, is_listed=True)}, reason=WHY))
    told = api("/tables/trees")
    assert [each["name"] for each in told["closed_columns"]] == ["owner"]
    assert told["reason"]["en"] == "It is about people."
    assert api("/tables/trees/rows")["items"] == [{"kind": "oak"}]
    assert "not for you" in page("trees/")


def test_a_closed_column_that_is_not_listed_is_nowhere() -> None:
    trees(TablePolicy(columns={"owner": ColumnPolicy(OFFICIAL)}, reason=WHY))
    assert api("/tables/trees")["closed_columns"] == []
    assert "owner" not in page("trees/")


def test_a_coarser_column_says_why_on_the_page_and_in_the_api() -> None:
    coarser = (Coarser(Coarsening.FIRST_LETTERS, step=1),)
    trees(TablePolicy(columns={"owner": ColumnPolicy(OFFICIAL, coarser)}, reason=WHY))
    assert api("/tables/trees")["reason"]["en"] == "It is about people."
    assert api("/tables/trees")["columns"][1]["is_exact"] is False
    assert "It is about people." in page("trees/")


def test_a_column_says_its_own_reason_to_those_who_know_of_it_and_do_not_see_all_of_it() -> None:
    coarser = (Coarser(Coarsening.FIRST_LETTERS, step=1),)
    trees(TablePolicy(columns={"owner": ColumnPolicy(OFFICIAL, coarser, reason=OWN)}, reason=WHY))
    kind, owner = api("/tables/trees")["columns"]
    assert (owner["reason"]["en"], kind["reason"]) == ("Owners asked for it.", {})
    assert "Owners asked for it." in page("trees/")


def test_a_listed_column_says_its_own_reason_and_otherwise_that_of_the_table() -> None:
    columns = {
        "owner": ColumnPolicy(OFFICIAL, is_listed=True, reason=OWN),
        "kind": ColumnPolicy(OFFICIAL, is_listed=True),
    }
    a_table(
        [["oak", "Ann", 3]],
        [(name, ColumnType.TEXT) for name in ("kind", "owner", "size")],
        policy=TablePolicy(columns=columns, reason=WHY),
    )
    closed = {each["name"]: each["reason"]["en"] for each in api("/tables/trees")["closed_columns"]}
    assert closed == {"owner": "Owners asked for it.", "kind": "It is about people."}
    assert "Owners asked for it." in page("trees/")


def test_the_reason_of_a_column_of_which_nobody_may_know_is_nowhere() -> None:
    trees(TablePolicy(columns={"owner": ColumnPolicy(OFFICIAL, reason=OWN)}, reason=WHY))
    assert "Owners asked for it." not in page("trees/") + str(api("/tables/trees")) + str(api(""))


def test_a_rule_for_rows_says_its_reason_to_those_who_do_not_see_them_and_not_which_they_are() -> None:
    hidden, seen = RowRule("kind", ("elm",), OFFICIAL, OWN), RowRule("kind", ("ash",), Need(), WHY)
    trees(TablePolicy(row_rules=(hidden, hidden, seen), reason=WHY))
    told = api("/tables/trees")
    assert [each["en"] for each in told["row_reasons"]] == ["Owners asked for it."]
    assert "Owners asked for it." in page("trees/")
    assert "elm" not in page("trees/") + str(told)


def test_whoever_must_say_which_rows_they_want_reads_why_and_whoever_need_not_reads_nothing_of_it() -> None:
    rules = (MandatoryFilter(("owner",), OFFICIAL, OWN), MandatoryFilter(("kind",), Need(), WHY))
    trees(TablePolicy(mandatory_filters=rules, reason=WHY))
    assert [each["en"] for each in api("/tables/trees")["row_reasons"]] == ["Owners asked for it."]
    assert "Owners asked for it." in page("trees/")


@pytest.mark.parametrize("is_listed", [True, False])
def test_the_form_keeps_what_is_listed_and_why(is_listed: bool) -> None:
    columns = {"owner": ColumnPolicy(OFFICIAL, is_listed=is_listed, reason=OWN)}
    rules = (RowRule("owner", ("Ann",), OFFICIAL, OWN),)
    filters = (MandatoryFilter(("owner",), OFFICIAL, OWN), MandatoryFilter(("owner",), Need(Level.PARTNER)))
    policy = TablePolicy(OFFICIAL, columns, rules, filters, reason=WHY, is_listed=is_listed)
    form = ProtectionForm(written(policy, seen=""), known={"owner": Column("owner", ColumnType.TEXT)}, languages=["en"])
    assert form.policy() == policy
