"""A steward says who sees what of a table; what makes no sense is refused."""

from typing import Any

import pytest
from django.utils import timezone

from zenne.core.access.public import NotAllowed
from zenne.core.audit.public import AuditRecord
from zenne.core.content.public import current_version
from zenne.core.languages.public import Translated
from zenne.dataportal.actions.protect_table import policy_stamp, protect_table
from zenne.dataportal.errors import ChangedMeanwhile, PolicyRefused
from zenne.dataportal.models import Table
from zenne.dataportal.query.coarsening import MAKERS
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
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
from zenne.dataportal.rules.protection import FITTING
from zenne.dataportal.tests.askers import PARTNER, STEWARD
from zenne.dataportal.tests.builders import a_dataset, a_table, a_version

pytestmark = pytest.mark.django_db
OFFICIAL = Need(Level.OFFICIAL)
WHY = Translated({"nl": "Het gaat over mensen.", "fr": "Il s’agit de personnes.", "en": "People.", "de": "Menschen."})
COLUMNS = [
    ("owner", ColumnType.TEXT),
    ("height", ColumnType.INTEGER),
    ("planted", ColumnType.DATE),
    ("place", ColumnType.GEOMETRY),
]
ROW = ("Ann", 12, "2020-05-01", "POINT(4.35 50.85)")


def trees(**more: Any) -> Table:
    return a_table([ROW], COLUMNS, **more)


def protect(table: Table, asker: Any = STEWARD, **parts: Any) -> bool:
    table.refresh_from_db()
    return protect_table(
        asker=asker,
        table=table,
        policy=TablePolicy(**{"reason": WHY, **parts}),
        seen=policy_stamp(table),
        at=timezone.now(),
    )


def faults(table: Table, **parts: Any) -> dict[str, str]:
    with pytest.raises(PolicyRefused) as refused:
        protect(table, **parts)
    return {"/".join(map(str, place)): fault.value for place, fault in refused.value.faults.items()}


def owner(**policy: Any) -> dict[str, ColumnPolicy]:
    return {"owner": ColumnPolicy(**policy)}


def test_a_policy_holds_at_once_and_the_audit_log_has_what_was_before() -> None:
    table, before = trees(), current_version()
    assert protect(table, columns=owner(need=OFFICIAL))
    table.refresh_from_db()
    assert table.policy.of("owner").need == OFFICIAL
    assert current_version() != before
    details = AuditRecord.objects.get(action="data.protect").details
    assert details["columns"]["before"] == {}
    assert details["columns"]["after"]["owner"]["need"] == {"level": "official", "scope": ""}


def test_saying_the_same_again_changes_nothing() -> None:
    table = trees()
    assert protect(table, columns=owner(need=OFFICIAL))
    assert not protect(table, columns=owner(need=OFFICIAL))
    assert AuditRecord.objects.filter(action="data.protect").count() == 1


def test_the_ways_that_are_offered_are_those_that_the_planner_carries_out() -> None:
    offered = {(how, kind) for how, kinds in FITTING.items() for kind in kinds if how is not Coarsening.PSEUDONYM}
    assert offered == set(MAKERS)


def coarse(how: Coarsening, step: float = 1, need: Need = Need()) -> ColumnPolicy:  # noqa: B008 - frozen
    return ColumnPolicy(need=OFFICIAL, coarser=(Coarser(how, need, step),))


@pytest.mark.parametrize(
    ("column", "policy", "place", "fault"),
    [
        ("ghost", ColumnPolicy(need=OFFICIAL), "", "no-such-column"),
        ("owner", coarse(Coarsening.ROUNDED), "/coarser/0/how", "not-of-this-type"),
        ("height", coarse(Coarsening.FIRST_LETTERS), "/coarser/0/how", "not-of-this-type"),
        ("place", coarse(Coarsening.YEAR), "/coarser/0/how", "not-of-this-type"),
        ("height", coarse(Coarsening.ROUNDED, 0), "/coarser/0/step", "wrong-step"),
        ("height", coarse(Coarsening.ROUNDED, 2.5), "/coarser/0/step", "wrong-step"),
        ("height", coarse(Coarsening.ROUNDED, float("inf")), "/coarser/0/step", "wrong-step"),
        ("place", coarse(Coarsening.ROUNDED, 91), "/coarser/0/step", "wrong-step"),
        ("owner", coarse(Coarsening.FIRST_LETTERS, -1), "/coarser/0/step", "wrong-step"),
        ("owner", coarse(Coarsening.PSEUDONYM, need=OFFICIAL), "/coarser/0/need", "never-used"),
        ("owner", ColumnPolicy(coarser=(Coarser(Coarsening.PSEUDONYM),)), "/coarser/0/need", "never-used"),
        ("owner", ColumnPolicy(need=Need(scope="Big Boss")), "/need/scope", "no-scope"),
        ("owner", ColumnPolicy(search=Need(scope="a" * 61)), "/search/scope", "no-scope"),
    ],
)
def test_what_a_column_cannot_do_is_refused_at_its_place(
    column: str, policy: ColumnPolicy, place: str, fault: str
) -> None:
    assert faults(trees(), columns={column: policy}) == {f"columns/{column}{place}": fault}


@pytest.mark.parametrize(
    ("rule", "place", "fault"),
    [
        (RowRule("owner", (), OFFICIAL), "values", "no-values"),
        (RowRule("ghost", ("x",), OFFICIAL), "column", "no-such-column"),
        (RowRule("", ("x",), OFFICIAL), "column", "no-column"),
        (RowRule("height", ("tall",), OFFICIAL), "values", "not-a-value"),
        (RowRule("planted", ("1/5/2020",), OFFICIAL), "values", "not-a-value"),
        (RowRule("place", ("x",), OFFICIAL), "column", "not-compared"),
        (RowRule("owner", ("Ann",), Need()), "need", "never-used"),
        (RowRule("owner", ("Ann\0",), OFFICIAL), "values", "not-a-value"),
    ],
)
def test_a_rule_for_rows_that_would_hide_nothing_is_refused(rule: RowRule, place: str, fault: str) -> None:
    assert faults(trees(), row_rules=(rule,)) == {f"row_rules/0/{place}": fault}


def test_a_filter_that_readers_cannot_meet_is_refused() -> None:
    table, rule = trees(), (MandatoryFilter(("owner",), OFFICIAL),)
    expected = {"mandatory_filters/0/columns": "cannot-be-said"}
    assert faults(table, mandatory_filters=rule, columns=owner(need=Need(Level.PARTNER))) == expected
    assert faults(table, mandatory_filters=rule, columns=owner(search=OFFICIAL)) == expected
    assert protect(table, mandatory_filters=rule)


def test_a_filter_may_ask_for_a_column_that_whoever_knows_of_the_table_sees() -> None:
    partner = Need(Level.PARTNER, "housing")
    rule = (MandatoryFilter(("owner",), OFFICIAL),)
    assert protect(trees(), need=partner, mandatory_filters=rule, columns=owner(need=Need(scope="housing")))


@pytest.mark.parametrize(
    ("columns", "unless", "place", "fault"),
    [
        ((), OFFICIAL, "columns", "no-column"),
        (("ghost",), OFFICIAL, "columns", "no-such-column"),
        (("place",), OFFICIAL, "columns", "not-compared"),
        (("owner",), Need(), "unless", "never-used"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused(columns: Any, unless: Need, place: str, fault: str) -> None:
    rule = MandatoryFilter(columns, unless)
    assert faults(trees(), mandatory_filters=(rule,)) == {f"mandatory_filters/0/{place}": fault}


def test_what_is_closed_needs_a_reason_in_each_language_and_what_is_open_needs_none() -> None:
    table = trees()
    half = Translated({"nl": "Het gaat over mensen.", "fr": " "})
    assert {"reason/fr", "reason/en"} <= faults(table, columns=owner(need=OFFICIAL), reason=half).keys()
    assert protect(table, columns=owner(need=OFFICIAL))
    assert protect(table, reason=Translated())


def test_a_reason_of_its_own_is_given_in_each_language_or_in_none() -> None:
    half = Translated({"nl": "Eigenaars vroegen het.", "fr": " "})
    column = faults(trees(), columns=owner(need=OFFICIAL, reason=half))
    assert column["columns/owner/reason/fr"] == "reason-not-in-all"
    assert "columns/owner/reason/nl" not in column
    rule = RowRule("owner", ("Ann",), OFFICIAL, half)
    assert faults(a_table([ROW], COLUMNS, dataset=a_dataset("more")), row_rules=(rule,))["row_rules/0/reason/en"]


def test_a_reason_for_a_column_that_everybody_sees_is_refused() -> None:
    assert faults(trees(), columns=owner(reason=WHY)) == {"columns/owner/need": "never-used"}


def test_a_rule_that_the_data_set_makes_useless_is_refused() -> None:
    table = trees(dataset=a_dataset(level=Level.PARTNER, scope="housing"))
    rule = RowRule("owner", ("Ann",), Need(Level.PARTNER, "housing"))
    assert faults(table, row_rules=(rule,)) == {"row_rules/0/need": "never-used"}


def test_columns_of_old_versions_are_protected_and_stay_so() -> None:
    table = trees()
    a_version(table, [("Ann",)], TableDefinition((Column("keeper", ColumnType.TEXT),)))
    assert protect(table, columns={**owner(need=OFFICIAL), "keeper": ColumnPolicy(need=OFFICIAL)})


def test_what_is_said_of_a_column_that_never_came_may_stay_but_not_begin() -> None:
    table = trees(policy=TablePolicy(columns={"ghost": ColumnPolicy(need=OFFICIAL)}, reason=WHY))
    assert protect(table, columns={"ghost": ColumnPolicy(need=OFFICIAL), **owner(need=OFFICIAL)})
    changed = {"ghost": ColumnPolicy(need=Need(Level.PARTNER))}
    assert faults(table, columns=changed) == {"columns/ghost": "no-such-column"}


def test_two_stewards_do_not_overwrite_each_other() -> None:
    table = trees()
    protect(table, columns=owner(need=OFFICIAL))
    with pytest.raises(ChangedMeanwhile):
        protect_table(asker=STEWARD, table=table, policy=TablePolicy(), seen="", at=timezone.now())


def test_only_who_manages_data_protects() -> None:
    table = trees()
    with pytest.raises(NotAllowed):
        protect(table, PARTNER, columns=owner(need=OFFICIAL))
