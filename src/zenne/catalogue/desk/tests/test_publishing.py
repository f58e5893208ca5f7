"""Publishing: what readers see, what is remembered, and what is refused."""

from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction

from zenne.catalogue.desk.actions.publish_texts import publish_texts
from zenne.catalogue.desk.actions.save_draft import save_draft
from zenne.catalogue.desk.actions.undo_publication import now_digest, undo_publication
from zenne.catalogue.desk.models import Draft, Edit, OutdatedText, Publication
from zenne.catalogue.desk.refusals import CannotUndo, TextsRefused
from zenne.catalogue.desk.stands import NoSuchThing, stand_of
from zenne.catalogue.desk.tests.builders import (
    FRENCH,
    NOW,
    PASSPORT,
    a_loaded_city,
    a_translator,
    publish,
    typed,
)
from zenne.catalogue.desk.things import Thing
from zenne.catalogue.models import PublicService, Topic
from zenne.catalogue.rules.text_checks import Fault
from zenne.catalogue.rules.text_states import TextState
from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.audit.public import AuditRecord
from zenne.core.content.public import current_version
from zenne.core.search.public import search

pytestmark = pytest.mark.django_db
IDENTITY = Thing("topic", "identity")


@pytest.fixture(autouse=True)
def city(tmp_path: Path) -> Path:
    return a_loaded_city(tmp_path)


def passport() -> PublicService:
    return PublicService.objects.get(slug="passport")


def states(language: str) -> dict[str, TextState]:
    return {path: text.state for path, text in stand_of(PASSPORT, language).texts.items()}


def test_a_published_translation_is_what_readers_see_and_find() -> None:
    version = current_version()
    publication = publish({**FRENCH, "requirements.photo.text": "Une photo"})

    assert passport().name["fr"] == "Passeport"
    assert passport().requirements[0].text.pairs() == [["nl", "Een foto"], ["fr", "Une photo"]]
    assert [hit.path for hit in search(query="passeport", language="fr").items] == ["/services/passport/"]
    assert current_version() != version
    assert publication is not None
    assert ["name", "", "Passeport"] in publication.changes
    record = AuditRecord.objects.get(action="catalogue.publish-texts")
    assert (record.thing, record.asker_name) == ("service:passport:fr", "Ada")


def test_what_was_missing_is_missing_no_more() -> None:
    assert states("fr")["name"] is TextState.MISSING
    publish(FRENCH)
    assert states("fr")["name"] is TextState.CURRENT
    assert states("fr")["requirements.photo.text"] is TextState.MISSING
    assert states("nl")["channels.counter.note"] is TextState.EMPTY


def test_publishing_the_same_again_changes_nothing() -> None:
    publish(FRENCH)
    version = current_version()

    assert publish(FRENCH) is None
    assert (Publication.objects.count(), current_version()) == (1, version)


def test_a_translation_is_outdated_when_its_source_changes_until_it_is_renewed() -> None:
    publish(FRENCH)
    publish({"summary": "Een boekje om te reizen."}, language="nl")

    assert states("fr")["summary"] is TextState.OUTDATED
    assert stand_of(PASSPORT, "fr").texts["summary"].made_from == "Een document om te reizen."
    assert states("nl")["summary"] is TextState.CURRENT

    publish({"summary": "Un carnet."})
    assert states("fr")["summary"] is TextState.CURRENT


def test_an_outdated_translation_can_be_found_still_right() -> None:
    publish(FRENCH)
    publish({"summary": "Een document om te reizen!"}, language="nl")
    form = typed(stand_of(PASSPORT, "fr"), {}, right=["summary"])
    publication = publish_texts(asker=a_translator(), thing=PASSPORT, language="fr", typed=form, at=NOW)

    assert publication is not None
    assert publication.confirmed == ["summary"]
    assert states("fr")["summary"] is TextState.CURRENT


def test_a_source_that_goes_back_makes_its_translation_fit_again() -> None:
    publish(FRENCH)
    publish({"summary": "Anders."}, language="nl")
    publish({"summary": "Een document om te reizen."}, language="nl")

    assert not OutdatedText.objects.exists()
    assert not Edit.objects.filter(language="nl").exists()


def faults(texts: dict[str, str], *, language: str = "fr", thing: Thing = PASSPORT) -> dict[str, Fault]:
    with pytest.raises(TextsRefused) as refused:
        publish(texts, language=language, thing=thing)
    return dict(refused.value.refusal.faults)


def test_what_is_wrong_with_texts_is_said_for_each() -> None:
    assert faults({"name": "x" * 61, "summary": "a\nb", "description": "\x07"}) == {
        "name": Fault.TOO_LONG,
        "summary": Fault.SEVERAL_LINES,
        "description": Fault.CONTROL_CHARACTER,
    }
    assert faults({"name": "Passeport"}) == {"summary": Fault.NEEDED, "description": Fault.NEEDED}
    assert faults({"name": ""}, language="nl", thing=IDENTITY) == {"name": Fault.NEEDED}
    assert "fr" not in passport().name


def test_words_in_braces_stay_in_a_translation() -> None:
    publish({"summary": "Dag {name}."}, language="nl")

    assert faults({**FRENCH, "summary": "Bonjour."}) == {"summary": Fault.PLACEHOLDERS}
    assert publish({**FRENCH, "summary": "Bonjour {name}."}) is not None


def test_a_whole_translation_can_be_taken_out() -> None:
    publish(FRENCH)
    publish(dict.fromkeys(FRENCH, ""))

    assert "fr" not in passport().name
    assert not Edit.objects.exists()


def test_a_source_that_changed_meanwhile_stops_the_publication() -> None:
    form = typed(stand_of(PASSPORT, "fr"), FRENCH)
    publish({"name": "Internationaal paspoort"}, language="nl")

    with pytest.raises(TextsRefused) as refused:
        publish_texts(asker=a_translator(), thing=PASSPORT, language="fr", typed=form, at=NOW)
    assert refused.value.refusal.faults == {"name": Fault.SOURCE_CHANGED}


def test_only_those_with_the_permission_publish_or_write_drafts() -> None:
    form = typed(stand_of(PASSPORT, "fr"), FRENCH)
    for asker in (NOBODY, a_translator("catalogue.translate"), a_translator("tasks.see")):
        with pytest.raises(NotAllowed):
            publish_texts(asker=asker, thing=PASSPORT, language="fr", typed=form, at=NOW)
    with pytest.raises(NotAllowed):
        save_draft(asker=a_translator("tasks.see"), thing=PASSPORT, language="fr", typed=form, at=NOW)


@pytest.mark.parametrize(
    ("thing", "language"),
    [(PASSPORT, "es"), (Thing("service", "none"), "fr"), (Thing("street", "x"), "fr"), (Thing("city", "other"), "fr")],
)
def test_what_does_not_exist_cannot_be_translated(thing: Thing, language: str) -> None:
    with pytest.raises(NoSuchThing):
        stand_of(thing, language)


def undo(publication: Publication, *, seen: str | None = None) -> Publication:
    stand = stand_of(Thing(publication.kind, publication.key), publication.language)
    mark = now_digest(stand, publication) if seen is None else seen
    return undo_publication(asker=a_translator(), publication=publication.pk, seen=mark, at=NOW)


def test_a_publication_can_be_taken_back_and_that_too() -> None:
    publish(FRENCH)
    second = publish({"name": "Le passeport"})
    assert second is not None

    back = undo(second)
    assert (passport().name["fr"], back.undoes) == ("Passeport", second)

    undo(back)
    assert passport().name["fr"] == "Le passeport"


def test_a_publication_is_taken_back_only_once() -> None:
    publication = publish(FRENCH)
    assert publication is not None
    back = undo(publication)

    with pytest.raises(CannotUndo):
        undo(publication)
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.create(kind="service", key="passport", language="fr", at=NOW, undoes=publication)
    assert back.undoes == publication


def test_taking_back_needs_to_have_seen_what_is_there_now() -> None:
    publication = publish(FRENCH)
    assert publication is not None
    seen = now_digest(stand_of(PASSPORT, "fr"), publication)
    publish({"name": "Le passeport"})

    with pytest.raises(CannotUndo):
        undo(publication, seen=seen)
    assert passport().name["fr"] == "Le passeport"


def test_a_text_of_the_city_itself_is_published_too() -> None:
    publish({"name": "Identité et papiers"}, thing=IDENTITY)

    assert Topic.objects.get(key="identity").name["fr"] == "Identité et papiers"


def test_the_database_keeps_one_draft_and_one_edit_for_each_place() -> None:
    place = {"kind": "service", "key": "passport", "language": "fr"}
    Draft.objects.create(**place, changed_at=NOW)
    Edit.objects.create(**place, path="name", text="a", folder="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(**place, changed_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Edit.objects.create(**place, path="name", text="c", folder="b")
    with pytest.raises(IntegrityError), transaction.atomic():
        Edit.objects.create(**place, path="summary", text="b", folder="b")
    assert connection.in_atomic_block
