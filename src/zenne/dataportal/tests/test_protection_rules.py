"""Whatever policy is thought up: what is accepted does something, and what does nothing is refused."""

from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from zenne.core.languages.public import Translated
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.policies import (
    ORDER,
    Coarsening,
    Coarser,
    ColumnPolicy,
    Level,
    MandatoryFilter,
    Need,
    Reader,
    RowRule,
    TablePolicy,
)
from zenne.dataportal.rules.protection import Protected, policy_faults
from zenne.dataportal.rules.visibility import visible_columns

TYPES = {"owner": ColumnType.TEXT, "height": ColumnType.INTEGER, "planted": ColumnType.DATE, "at": ColumnType.GEOMETRY}
DEFINITION = TableDefinition(tuple(Column(name, kind) for name, kind in TYPES.items()))
SCOPES = ("", "a", "b")
NEEDS = st.builds(Need, st.sampled_from(Level), st.sampled_from(SCOPES))
STEPS = st.sampled_from([1.0, 2.0, 0.5, 0.0, -1.0, float("nan"), 1e9])
NAMES = st.sampled_from([*TYPES, "ghost"])
COLUMNS = st.builds(
    ColumnPolicy,
    NEEDS,
    st.lists(st.builds(Coarser, st.sampled_from(Coarsening), NEEDS, STEPS), max_size=3).map(tuple),
    NEEDS,
)
VALUES = st.lists(st.sampled_from(["Ann", "12", "2020-05-01", "", "\0"]), max_size=3).map(tuple)
POLICIES = st.builds(
    TablePolicy,
    NEEDS,
    st.dictionaries(NAMES, COLUMNS, max_size=3),
    st.lists(st.builds(RowRule, NAMES, VALUES, NEEDS), max_size=2).map(tuple),
    st.lists(st.builds(MandatoryFilter, st.lists(NAMES, max_size=2).map(tuple), NEEDS), max_size=2).map(tuple),
    st.just(Translated({"nl": "Over mensen.", "fr": "Sur des personnes."})),
)
READERS = [Reader(level, frozenset(scopes)) for level in ORDER for scopes in ((), ("a",), ("b",), ("a", "b"))]


@given(POLICIES, NEEDS)
def test_a_rule_that_is_accepted_concerns_somebody(policy: TablePolicy, of_dataset: Need) -> None:
    faults = policy_faults(policy, Protected(TYPES, of_dataset, ("nl", "fr"), ZoneInfo("Europe/Brussels")))
    readers = [each for each in READERS if each.meets(of_dataset) and each.meets(policy.need)]
    seen = {(each.column.name, each.coarser) for one in readers for each in visible_columns(DEFINITION, policy, one)}
    for name, column in policy.columns.items():
        for number, rule in enumerate(column.coarser):
            if not any(place[:4] == ("columns", name, "coarser", number) for place in faults) and name in TYPES:
                assert (name, rule) in seen
    for number, hidden in enumerate(policy.row_rules):
        is_accepted = not any(place[:2] == ("row_rules", number) for place in faults)
        assert not is_accepted or (hidden.values and not all(one.meets(hidden.need) for one in readers))


@given(POLICIES, NEEDS)
def test_a_filter_that_is_accepted_can_be_met_by_everybody_whom_it_concerns(
    policy: TablePolicy, of_dataset: Need
) -> None:
    faults = policy_faults(policy, Protected(TYPES, of_dataset, (), ZoneInfo("Europe/Brussels")))
    readers = [each for each in READERS if each.meets(of_dataset) and each.meets(policy.need)]
    for number, rule in enumerate(policy.mandatory_filters):
        if any(place[:2] == ("mandatory_filters", number) for place in faults):
            continue
        assert rule.columns
        for one in readers:
            found = {each.column.name: each for each in visible_columns(DEFINITION, policy, one)}
            assert all(found[name].coarser is None and found[name].is_searchable for name in rule.columns)
