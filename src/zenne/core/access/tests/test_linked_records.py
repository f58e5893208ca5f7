"""Records that other modules link to, for those who may see them."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from zenne.core.access import linked_records
from zenne.core.access.public import (
    Asker,
    AskerKind,
    Permission,
    RecordKind,
    ShownRecord,
    all_permissions,
    codes,
    record_kind,
    record_kinds,
    register_record_kind,
    shown_record,
)

KEEP, *_ = all_permissions()
HIVE = ShownRecord("Hive 3", "full", "/hives/3/")


def find(asker: Asker, reference: str) -> UUID:
    return uuid4()


def show(asker: Asker, record: UUID) -> ShownRecord | None:
    return HIVE


BEES = RecordKind("hive", "Hive", "Linked to a hive", "Number of the hive", KEEP, find, show)


@pytest.fixture(autouse=True)
def no_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linked_records, "_kinds", {})


def somebody(*may: Permission) -> Asker:
    return Asker(AskerKind.PERSON, "person:x", "Ann", frozenset(), codes(may), purpose="answer")


def test_a_kind_is_known_by_its_code_and_the_last_registration_counts() -> None:
    register_record_kind(BEES)
    later = replace(BEES, title="Beehive")
    register_record_kind(later)

    assert record_kinds() == (later,)
    assert record_kind("hive") is later
    assert record_kind("appointment") is None


def test_a_record_is_shown_to_those_who_may_see_it_alone() -> None:
    assert shown_record(somebody(), BEES, uuid4()) is None
    assert shown_record(Asker(), BEES, uuid4()) is None
    assert shown_record(replace(somebody(KEEP), assurance=KEEP.assurance), BEES, uuid4()) == HIVE


def test_what_is_gone_is_not_shown() -> None:
    gone = replace(BEES, show=lambda asker, record: None)

    assert shown_record(replace(somebody(KEEP), assurance=KEEP.assurance), gone, uuid4()) is None
