"""A steward says what a data set is and who may know of it."""

from datetime import date
from typing import Any

import pytest
from django.utils import timezone

from zenne.core.access.public import NotAllowed
from zenne.core.audit.public import AuditRecord
from zenne.core.content.public import current_version
from zenne.core.languages.public import Translated
from zenne.core.search.public import search
from zenne.dataportal.actions.describe_dataset import describe_dataset, stamp_of
from zenne.dataportal.actions.retire_dataset import retire_dataset
from zenne.dataportal.errors import ChangedMeanwhile, DescriptionRefused, NoSuchDataset
from zenne.dataportal.forms.description import TextsForm
from zenne.dataportal.models import Dataset
from zenne.dataportal.queries import dataset_for, datasets_for
from zenne.dataportal.rules.policies import ANYBODY, Level, Reader
from zenne.dataportal.tests.askers import PARTNER, STEWARD
from zenne.dataportal.tests.builders import a_filled_dataset

pytestmark = pytest.mark.django_db
REASON = Translated({"en": "It names people."})


def describe(asker: Any = STEWARD, **changes: Any) -> bool:
    seen = stamp_of(Dataset.objects.get(slug="trees"))
    return describe_dataset(asker=asker, slug="trees", changes=changes, seen=seen, at=timezone.now())


def found(words: str) -> list[str]:
    return [hit.key for hit in search(query=words, language="en", kinds=["dataset"]).items]


def test_what_a_steward_writes_is_found_and_stands_in_the_audit_log_with_what_it_was() -> None:
    a_filled_dataset()
    before = current_version()
    assert describe(title=Translated({"en": "Oaks and elms"}), keywords={"en": ["timber"]}, themes=["ENVI"])
    assert (found("elms"), found("timber")) == (["trees"], ["trees"])
    assert current_version() != before
    record = AuditRecord.objects.get(action="data.describe")
    assert record.thing == "dataset:trees"
    assert record.details["themes"] == {"before": [], "after": ["ENVI"]}


def test_saying_the_same_again_changes_nothing() -> None:
    a_filled_dataset()
    assert not describe(licence="CC0-1.0", is_listed=False)
    assert Dataset.objects.get().described_at is None


def test_a_data_set_that_is_no_longer_public_leaves_the_search() -> None:
    a_filled_dataset()
    describe(title=Translated({"en": "Oaks"}))
    describe(level="official")
    assert found("oaks") == []
    assert dataset_for(ANYBODY, "trees") is None


@pytest.mark.parametrize(
    ("changes", "field", "fault"),
    [
        ({"title": Translated()}, "title", "needed"),
        ({"themes": ["ENVI", "NOTHING"]}, "themes", "unknown"),
        ({"licence": "mine"}, "licence", "unknown"),
        ({"level": "everyone"}, "level", "unknown"),
        ({"level": "official", "is_listed": True}, "reason", "reason-needed"),
        ({"scope": "police", "is_listed": True}, "reason", "reason-needed"),
        ({"begins_on": date(2026, 2, 1), "ends_on": date(2026, 1, 1)}, "ends_on", "ends-before-it-begins"),
        ({"ends_on": date(2026, 1, 1)}, "begins_on", "begin-needed"),
        ({"bbox": [5.0, 50.0, 4.0, 51.0]}, "bbox", "no-box"),
        ({"bbox": [4.0, 50.0]}, "bbox", "no-box"),
        ({"bbox": [float("nan")] * 4}, "bbox", "no-box"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(changes: dict[str, Any], field: str, fault: str) -> None:
    a_filled_dataset()
    with pytest.raises(DescriptionRefused) as refused:
        describe(**changes)
    assert refused.value.faults == {field: fault}


def test_two_stewards_do_not_overwrite_each_other() -> None:
    a_filled_dataset()
    seen = stamp_of(Dataset.objects.get())
    describe(licence="CC-BY-4.0")
    with pytest.raises(ChangedMeanwhile):
        describe_dataset(asker=STEWARD, slug="trees", changes={"licence": "ODbL-1.0"}, seen=seen, at=timezone.now())
    assert Dataset.objects.get().licence == "CC-BY-4.0"


def test_only_who_manages_data_may_describe_or_retire() -> None:
    a_filled_dataset()
    with pytest.raises(NotAllowed):
        describe(PARTNER, licence="ODbL-1.0")
    with pytest.raises(NotAllowed):
        retire_dataset(asker=PARTNER, slug="trees", is_retired=True, at=timezone.now())


def test_an_unknown_data_set_is_an_error() -> None:
    with pytest.raises(NoSuchDataset):
        describe_dataset(asker=STEWARD, slug="never", changes={}, seen="", at=timezone.now())
    with pytest.raises(NoSuchDataset):
        retire_dataset(asker=STEWARD, slug="never", is_retired=True, at=timezone.now())


def test_a_retired_data_set_is_known_to_nobody_until_it_is_brought_back() -> None:
    a_filled_dataset()
    describe(title=Translated({"en": "Oaks"}))
    retire_dataset(asker=STEWARD, slug="trees", is_retired=True, at=timezone.now())
    assert datasets_for(Reader(Level.OFFICIAL, sees_everything=True)) == []
    assert found("oaks") == []
    retire_dataset(asker=STEWARD, slug="trees", is_retired=False, at=timezone.now())
    assert found("oaks") == ["trees"]
    actions = AuditRecord.objects.filter(action__in=["data.retire", "data.bring-back"])
    assert actions.count() == 2


def test_who_knows_of_which_data_set() -> None:
    a_filled_dataset("everybody")
    a_filled_dataset("partners", level=Level.PARTNER)
    a_filled_dataset("police", scope="police")
    a_filled_dataset("listed", level=Level.OFFICIAL, is_listed=True, reason=REASON)

    def known(reader: Reader) -> dict[str, bool]:
        return {each.dataset.slug: each.is_open for each in datasets_for(reader)}

    assert known(ANYBODY) == {"everybody": True, "listed": False}
    assert known(Reader(Level.PARTNER)) == {"everybody": True, "partners": True, "listed": False}
    assert known(Reader(Level.PUBLIC, frozenset({"police"}))) == {"everybody": True, "police": True, "listed": False}
    assert known(Reader(Level.OFFICIAL)) == {"everybody": True, "partners": True, "listed": True}


@pytest.mark.parametrize("title", ["a", "ab ", "é"])
def test_a_title_of_fewer_than_three_letters_is_refused_at_its_field(title: str) -> None:
    form = TextsForm({"title": title})
    assert form.errors["title"] == ["A title has at least three letters."]
