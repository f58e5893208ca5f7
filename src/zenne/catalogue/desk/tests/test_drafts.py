"""Drafts, and two people who write in the same one."""

from pathlib import Path

import pytest

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.desk.actions.drop_draft import drop_draft
from zenne.catalogue.desk.actions.publish_texts import publish_texts
from zenne.catalogue.desk.actions.save_draft import save_draft
from zenne.catalogue.desk.models import Draft
from zenne.catalogue.desk.refusals import TextsRefused
from zenne.catalogue.desk.stands import ThingStand, stand_of
from zenne.catalogue.desk.tests.builders import (
    FRENCH,
    NOW,
    PASSPORT,
    a_loaded_city,
    a_translator,
    decided,
    publish,
    typed,
)
from zenne.catalogue.desk.typed import TypedTexts
from zenne.catalogue.models import PublicService
from zenne.catalogue.rules.merging import Choice, Origin, Rival
from zenne.catalogue.tests.city_folders import edit, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def city(tmp_path: Path) -> Path:
    return a_loaded_city(tmp_path)


def save(form: TypedTexts, *, by: str = "person:1") -> ThingStand:
    return save_draft(
        asker=a_translator("catalogue.translate", key=by), thing=PASSPORT, language="fr", typed=form, at=NOW
    )


def open_form() -> ThingStand:
    return stand_of(PASSPORT, "fr")


def rival_of(form: TypedTexts, path: str) -> Rival | None:
    with pytest.raises(TextsRefused) as refused:
        save(form)
    return refused.value.refusal.rivals[path].rival


def test_a_draft_is_kept_for_colleagues_and_not_shown_to_readers() -> None:
    save(typed(open_form(), {"name": "Passeport"}))

    assert open_form().texts["name"].stored.current == "Passeport"
    assert "fr" not in PublicService.objects.get(slug="passport").name


def test_a_draft_that_says_nothing_new_is_dropped() -> None:
    save(typed(open_form(), {"name": "Passeport"}))
    save(typed(open_form(), {"name": ""}))

    assert not Draft.objects.exists()


def test_publishing_ends_the_draft() -> None:
    save(typed(open_form(), {"name": "Passeport"}))
    publish(FRENCH)

    assert not Draft.objects.exists()


def test_a_draft_can_be_thrown_away_once() -> None:
    save(typed(open_form(), {"name": "Passeport"}))

    assert drop_draft(asker=a_translator(), thing=PASSPORT, language="fr")
    assert not drop_draft(asker=a_translator(), thing=PASSPORT, language="fr")


def test_two_people_who_write_different_texts_do_not_disturb_each_other() -> None:
    first, second = open_form(), open_form()
    save(typed(first, {"name": "Passeport"}), by="person:1")
    stand = save(typed(second, {"summary": "Un document."}), by="person:2")

    assert {path: text.stored.current for path, text in stand.texts.items() if text.stored.current} == {
        "name": "Passeport",
        "summary": "Un document.",
    }


def test_two_people_who_write_the_same_text_see_both_and_lose_nothing() -> None:
    first, second = open_form(), open_form()
    save(typed(first, {"name": "Passeport"}))
    form = typed(second, {"name": "Le passeport"})

    assert rival_of(form, "name") == Rival("Passeport", Origin.PERSON)
    assert open_form().texts["name"].stored.current == "Passeport"

    again = typed(open_form(), {"name": "Le passeport"})
    assert save(again).texts["name"].stored.current == "Le passeport"


def test_the_text_of_the_other_can_be_taken() -> None:
    first, second = open_form(), open_form()
    save(typed(first, {"name": "Passeport"}))
    form = decided(typed(second, {"name": "Le passeport"}), "name", Choice.TAKE, "Passeport")

    assert save(form).texts["name"].stored.current == "Passeport"


def test_a_publication_meanwhile_is_not_overwritten() -> None:
    stale = open_form()
    publish(FRENCH)

    with pytest.raises(TextsRefused) as refused:
        publish_texts(
            asker=a_translator(), thing=PASSPORT, language="fr", typed=typed(stale, {"name": "Le passeport"}), at=NOW
        )
    assert refused.value.refusal.rivals["name"].rival == Rival("Passeport", Origin.PERSON)
    assert PublicService.objects.get(slug="passport").name["fr"] == "Passeport"


def test_a_load_during_a_draft_asks_for_a_decision_before_publishing(city: Path) -> None:
    words = city / "services/passport/fr.yaml"
    write(words, "name: Passeport\nsummary: Un document.\ndescription: Pour voyager.\n")
    load_city(city)
    save(typed(open_form(), {"name": "Le passeport"}))
    edit(words, "Passeport", "Passeport belge")
    load_city(city)

    form = typed(open_form(), {})
    with pytest.raises(TextsRefused) as refused:
        publish_texts(asker=a_translator(), thing=PASSPORT, language="fr", typed=form, at=NOW)
    assert refused.value.refusal.rivals["name"].rival == Rival("Passeport belge", Origin.PUBLISHED)

    kept = decided(form, "name", Choice.KEEP, "Passeport belge")
    publish_texts(asker=a_translator(), thing=PASSPORT, language="fr", typed=kept, at=NOW)
    assert PublicService.objects.get(slug="passport").name["fr"] == "Le passeport"
