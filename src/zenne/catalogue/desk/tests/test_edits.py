"""Edits survive a load of the city folder, and go back into its files."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.desk.actions.drop_edit import drop_edit
from zenne.catalogue.desk.actions.export_texts import NotTheLoadedCity, export_texts
from zenne.catalogue.desk.actions.publish_texts import publish_texts
from zenne.catalogue.desk.models import Edit
from zenne.catalogue.desk.queries import edits_without_place, rows_in
from zenne.catalogue.desk.refusals import TextsRefused
from zenne.catalogue.desk.stands import stand_of
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
from zenne.catalogue.desk.things import Thing
from zenne.catalogue.models import PublicService
from zenne.catalogue.rules.merging import Choice, Origin, Rival
from zenne.catalogue.rules.settled import Settled
from zenne.catalogue.tests.city_folders import edit, write
from zenne.core.access.public import SYSTEM
from zenne.core.content.public import current_version

pytestmark = pytest.mark.django_db
WORDS = "services/passport/nl.yaml"
IN_FRENCH = "services/passport/fr.yaml"
CHANGES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


@pytest.fixture(autouse=True)
def city(tmp_path: Path) -> Path:
    return a_loaded_city(tmp_path)


def shown(path: str = "name", language: str = "nl") -> str:
    return stand_of(PASSPORT, language).texts[path].stored.published


def test_an_edit_stays_in_force_when_the_folder_did_not_change(city: Path) -> None:
    publish({"name": "Paspoort"}, language="nl")
    version = current_version()

    with CaptureQueriesContext(connection) as queries:
        changes = load_city(city)

    assert not [query["sql"][:80] for query in queries if query["sql"].startswith(CHANGES)]
    assert (shown(), changes.edits, current_version()) == ("Paspoort", Settled(kept=1), version)


def test_an_edit_is_over_when_the_folder_says_the_same(city: Path) -> None:
    publish({"name": "Paspoort"}, language="nl")
    edit(city / WORDS, "name: Reispas", "name: Paspoort")

    assert load_city(city).edits == Settled(resolved=1)
    assert (shown(), Edit.objects.count()) == ("Paspoort", 0)


def test_a_change_of_other_texts_in_the_folder_comes_through(city: Path) -> None:
    publish({"name": "Paspoort"}, language="nl")
    edit(city / WORDS, "Een foto", "Twee foto's")
    load_city(city)

    assert (shown(), shown("requirements.photo.text")) == ("Paspoort", "Twee foto's")


def a_conflict(city: Path) -> None:
    publish({"name": "Paspoort"}, language="nl")
    edit(city / WORDS, "name: Reispas", "name: Reisdocument")
    assert load_city(city).edits == Settled(kept=1, conflicts=1)


def test_a_conflict_is_shown_and_nothing_overwritten(city: Path) -> None:
    a_conflict(city)

    assert shown() == "Paspoort"
    assert stand_of(PASSPORT, "nl").texts["name"].stored.folder == "Reisdocument"
    assert {
        row.thing: row.count.conflicts for row in rows_in(current_version(), "nl", asker=SYSTEM) if row.count.conflicts
    } == {PASSPORT: 1}
    assert load_city(city).edits == Settled(kept=1, conflicts=1)


def decide(choice: Choice, text: str = "Paspoort") -> None:
    form = typed(stand_of(PASSPORT, "nl"), {"name": text})
    form = decided(form, "name", choice, "Reisdocument") if choice else form
    publish_texts(asker=a_translator(), thing=PASSPORT, language="nl", typed=form, at=NOW)


def test_nothing_is_published_over_a_conflict_without_a_decision(city: Path) -> None:
    a_conflict(city)

    with pytest.raises(TextsRefused) as refused:
        decide(Choice.NONE, "Pas")
    assert refused.value.refusal.rivals["name"].rival == Rival("Reisdocument", Origin.FOLDER)


@pytest.mark.parametrize(
    ("choice", "typed_text", "result", "edits"),
    [
        (Choice.KEEP, "Paspoort", "Paspoort", 1),
        (Choice.TAKE, "Paspoort", "Reisdocument", 0),
        (Choice.KEEP, "Internationaal paspoort", "Internationaal paspoort", 1),
    ],
)
def test_a_conflict_ends_with_one_of_both_or_a_third(
    city: Path, choice: Choice, typed_text: str, result: str, edits: int
) -> None:
    a_conflict(city)
    decide(choice, typed_text)

    assert load_city(city).edits == Settled(kept=edits)
    assert shown() == result


def test_a_source_that_the_folder_changes_makes_translations_outdated(city: Path) -> None:
    publish(FRENCH)
    edit(city / WORDS, "name: Reispas", "name: Paspoort")
    load_city(city)

    assert stand_of(PASSPORT, "fr").texts["name"].made_from == "Reispas"


def test_an_edit_waits_when_its_text_leaves_the_folder_and_comes_back_with_it(city: Path) -> None:
    publish({"costs.adult.text": "Volwassenen"}, language="nl")
    facts, words = (city / "services/passport/service.yaml").read_text(), (city / WORDS).read_text()
    edit(city / "services/passport/service.yaml", 'costs:\n  - {key: adult, amount: "75.00"}\n', "")
    edit(city / WORDS, "costs: {adult: Volwassene}\n", "")

    assert load_city(city).edits == Settled(without_place=1)
    assert [lost.text for lost in edits_without_place(asker=SYSTEM)] == ["Volwassenen"]

    write(city / "services/passport/service.yaml", facts)
    write(city / WORDS, words)
    assert load_city(city).edits == Settled(kept=1)
    assert shown("costs.adult.text") == "Volwassenen"


def test_an_edit_without_a_place_can_be_forgotten_but_no_other(city: Path) -> None:
    publish({"name": "Paspoort"}, language="nl")
    kept = Edit.objects.get()
    assert not drop_edit(asker=a_translator(), edit=kept.pk)

    Edit.objects.update(has_place=False)
    assert drop_edit(asker=a_translator(), edit=kept.pk)


def test_the_load_command_says_what_became_of_edits(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_conflict(city)
    capsys.readouterr()
    call_command("load", str(city))

    said = capsys.readouterr().out
    assert "1 stay in force" in said
    assert "In 1 of them the folder changed too" in said


def everything() -> dict[Thing, dict[str, list[list[str]]]]:
    return {
        row.thing: {path: text.pairs() for path, text in row.texts.items()}
        for row in rows_in(current_version(), "nl", asker=SYSTEM)
    }


def test_exported_edits_are_in_the_files_and_a_load_leaves_none(city: Path) -> None:
    publish({"name": "Paspoort", "channels.counter.note": "Kom zelf: met afspraak"}, language="nl")
    publish({**FRENCH, "requirements.photo.text": "Une photo"})
    publish({"name": "Identité"}, thing=Thing("topic", "identity"))
    publish({"directions": "Métro"}, thing=Thing("branch", "centre"), language="nl")
    publish({"welcome": "Bienvenue"}, thing=Thing("city", "city"))
    before = everything()

    exported = export_texts(city)

    assert exported.files[IN_FRENCH] == 4
    assert (city / IN_FRENCH).read_text().startswith("name: Passeport\nsummary: Un document.\n")
    assert load_city(city).edits == Settled(resolved=sum(exported.files.values()))
    assert (everything(), Edit.objects.count()) == (before, 0)


def test_a_translation_that_was_taken_out_leaves_no_file(city: Path) -> None:
    publish(FRENCH)
    export_texts(city)
    load_city(city)
    publish(dict.fromkeys(FRENCH, ""))
    export_texts(city)

    assert not (city / IN_FRENCH).exists()
    assert load_city(city).edits.kept == 0


def test_exporting_twice_writes_nothing_the_second_time(city: Path) -> None:
    publish({"name": "Paspoort"}, language="nl")
    export_texts(city)

    assert export_texts(city).files == {}


def test_another_folder_is_refused_and_not_touched(city: Path) -> None:
    publish({"name": "Paspoort"}, language="nl")
    edit(city / WORDS, "Een foto", "Twee foto's")
    before = (city / WORDS).read_text()

    with pytest.raises(NotTheLoadedCity) as refused:
        export_texts(city)
    assert refused.value.differences == ["service:passport:requirements.photo.text:nl"]
    with pytest.raises(CommandError, match="Load it first"):
        call_command("export_texts", str(city))
    assert (city / WORDS).read_text() == before


def test_a_conflict_is_not_exported(city: Path, capsys: pytest.CaptureFixture[str]) -> None:
    a_conflict(city)
    call_command("export_texts", str(city))

    assert "1 edits wait for a decision" in capsys.readouterr().out
    assert "Reisdocument" in (city / WORDS).read_text()


def test_a_retired_service_keeps_its_edits(city: Path) -> None:
    certificate = Thing("service", "certificate")
    publish({"name": "Bewijs"}, language="nl", thing=certificate)
    (city / "services/certificate").rename(city / "kept")
    edit(city / "services/passport/service.yaml", "related: [certificate]\n", "")
    load_city(city)
    (city / "kept").rename(city / "services/certificate")
    load_city(city)

    assert PublicService.objects.get(slug="certificate").name["nl"] == "Bewijs"
