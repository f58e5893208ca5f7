"""What may be corrected about columns, and what it means for the rows."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.languages.public import Translated
from zenne.dataportal.rules.columns import Code, Column, ColumnType, TableDefinition
from zenne.dataportal.rules.corrections import (
    Correction,
    SchemaFault,
    codes_in,
    faults_of,
    is_read_anew,
    is_rewritten,
    lines_of,
    renamed_policy,
)
from zenne.dataportal.rules.policies import ColumnPolicy, Level, MandatoryFilter, Need, RowRule, TablePolicy
from zenne.dataportal.rules.schema_changes import changes_between

OLD = TableDefinition((Column("id", ColumnType.INTEGER), Column("age", ColumnType.TEXT, source="Age")), key=("id",))
SECRET = Need(Level.OFFICIAL, "police")
names = st.sampled_from(["id", "age", "years", "number"])
policies = st.builds(ColumnPolicy, need=st.sampled_from([Need(), SECRET, Need(Level.PARTNER)]))
no_break = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1)


def age(**changes: Any) -> TableDefinition:
    return replace(OLD, columns=(OLD.columns[0], replace(OLD.columns[1], **changes)))


def renamed(name: str) -> Correction:
    return Correction(age(name=name), 1, {name: "age"})


def faults(correction: Correction, policy: TablePolicy | None = None) -> dict[tuple[str, str], SchemaFault]:
    return faults_of(OLD, correction, policy or TablePolicy())


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"name": "Age"}, "name", SchemaFault.BAD_NAME),
        ({"name": "_row"}, "name", SchemaFault.BAD_NAME),
        ({"name": 'a"b'}, "name", SchemaFault.BAD_NAME),
        ({"name": "a" * 61}, "name", SchemaFault.BAD_NAME),
        ({"name": ""}, "name", SchemaFault.BAD_NAME),
        ({"name": "id"}, "name", SchemaFault.NAME_TAKEN),
        ({"format": "%x'; DROP"}, "form", SchemaFault.UNKNOWN_FORM),
        ({"type": ColumnType.DATE, "format": "1.234,5"}, "form", SchemaFault.UNKNOWN_FORM),
        ({"crs": 1234}, "crs", SchemaFault.UNKNOWN_SYSTEM),
        ({"unit": "km per hour"}, "unit", SchemaFault.BAD_UNIT),
        ({"codes": (Code("a"), Code("a"))}, "codes", SchemaFault.CODE_TWICE),
        ({"codes": tuple(Code(str(n)) for n in range(2001))}, "codes", SchemaFault.TOO_MANY_CODES),
    ],
)
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, Any], field: str, fault: SchemaFault) -> None:
    name = changes.get("name", "age")
    assert faults(Correction(age(**changes), 1, {name: "age"} if name != "age" else {}))["age", field] == fault


def test_places_and_structures_cannot_be_keys() -> None:
    for kind in (ColumnType.GEOMETRY, ColumnType.JSON):
        wanted = replace(age(type=kind, format="wkt" if kind is ColumnType.GEOMETRY else ""), key=("age",))
        assert faults(Correction(wanted, 1)) == {("age", "key"): SchemaFault.CANNOT_BE_KEY}


def test_no_column_is_lost() -> None:
    assert faults(Correction(TableDefinition(OLD.columns[:1], key=("id",)), 1)) == {("age", "name"): SchemaFault.LOST}


def test_a_column_that_a_rule_of_access_names_keeps_its_name_and_its_type() -> None:
    by_row = TablePolicy(row_rules=(RowRule("age", ("7",), SECRET),))
    by_filter = TablePolicy(mandatory_filters=(MandatoryFilter(("age",), SECRET),))
    for policy in (by_row, by_filter):
        assert faults(renamed("years"), policy) == {("age", "name"): SchemaFault.GUARDED}
    other_type = Correction(age(type=ColumnType.NUMBER), 1)
    assert faults(other_type, by_row) == {("age", "form"): SchemaFault.GUARDED}
    assert faults(other_type, by_filter) == {}


@given(policies, policies, policies, names)
def test_a_new_name_never_brings_another_protection(
    of_age: ColumnPolicy, of_years: ColumnPolicy, of_id: ColumnPolicy, name: str
) -> None:
    policy = TablePolicy(columns={"age": of_age, "years": of_years, "id": of_id})
    correction = renamed(name) if name != "age" else Correction(OLD, 1)
    if faults(correction, policy):
        return
    after = renamed_policy(policy, correction.renamed)
    assert after.of(name) == of_age
    assert all(after.of(each) == policy.of(each) for each in policy.columns)


def test_texts_and_units_leave_the_rows_alone() -> None:
    said = Translated({"nl": "Leeftijd"})
    wanted = age(title=said, description=said, unit="a", refers_to="a.b.c", note="")
    assert not is_read_anew(OLD, Correction(wanted, 1))
    with_label = age(codes=(Code("7"),)), age(codes=(Code("7", said),))
    assert not is_read_anew(with_label[0], Correction(with_label[1], 1))


@pytest.mark.parametrize(
    "wanted",
    [
        age(type=ColumnType.INTEGER),
        age(crs=31370),
        age(is_required=True),
        age(codes=(Code("7"),)),
        replace(OLD, key=()),
        replace(OLD, sort=("age",)),
    ],
)
def test_what_rows_could_notice_is_written_again(wanted: TableDefinition) -> None:
    assert is_rewritten(OLD, Correction(wanted, 1))


def test_another_way_to_write_values_is_tried_on_the_quarantine_only() -> None:
    correction = Correction(age(format="1.234,5"), 1)
    assert is_read_anew(OLD, correction)
    assert not is_rewritten(OLD, correction)


@given(
    st.lists(st.tuples(no_break, st.dictionaries(st.sampled_from(["nl", "fr"]), no_break)), unique_by=lambda c: c[0])
)
def test_a_list_of_values_is_read_as_it_was_written(written: list[tuple[str, dict[str, str]]]) -> None:
    codes = tuple(Code(value, Translated(labels)) for value, labels in written)
    values, labels = codes_in({language: lines_of(codes, language) for language in ("nl", "fr")})
    assert values == [code.value for code in codes]
    assert [labels[code.value] for code in codes] == [dict(code.label) for code in codes]


@given(st.text())
def test_any_text_is_a_list_of_values(text: str) -> None:
    values, labels = codes_in({"nl": text})
    assert all(value and value == value.strip() for value in values)
    assert set(labels) == set(values)


def test_a_value_that_stands_twice_in_one_list_stands_twice() -> None:
    assert codes_in({"nl": "a = b\na", "fr": "a = c"})[0] == ["a", "a"]


def test_a_difference_is_told_with_what_was_there_before() -> None:
    new = replace(age(name="years", type=ColumnType.INTEGER), key=())
    told = [(each.column, each.what, each.before, each.after) for each in changes_between(OLD, new)]
    assert told == [
        ("years", "name", "age", "years"),
        ("years", "type", ColumnType.TEXT, ColumnType.INTEGER),
        ("", "key", ("id",), ()),
    ]


def test_columns_that_came_and_went_are_told() -> None:
    new = TableDefinition((OLD.columns[0], Column("height", ColumnType.NUMBER)), key=("id",))
    assert [(each.column, each.what) for each in changes_between(OLD, new)] == [("height", "added"), ("age", "removed")]


@given(st.permutations(OLD.columns))
def test_the_order_of_columns_is_no_difference(columns: list[Column]) -> None:
    assert changes_between(OLD, replace(OLD, columns=tuple(columns))) == []
