"""The pages of the desk, as a signed-in translator uses them."""

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.accounts.public import Person
from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.desk.models import Draft, Edit, Publication
from zenne.catalogue.desk.tests.browsers import browser_of, fields_in, filled, page
from zenne.catalogue.desk.tests.builders import FRENCH, PASSPORT, a_loaded_city, publish
from zenne.catalogue.models import PublicService
from zenne.catalogue.tests.city_folders import edit

pytestmark = pytest.mark.django_db
DESK = "/en/staff/translations/"
PASSPORT_PAGE = f"{DESK}fr/service/passport/"
PUBLIC = "/fr/services/passport/"


@pytest.fixture(autouse=True)
def city(tmp_path: Path) -> Path:
    cache.clear()
    return a_loaded_city(tmp_path)


@pytest.fixture
def translator() -> Client:
    return browser_of("Ada")


def test_the_overview_shows_how_far_each_language_is(translator: Client) -> None:
    shown = page(translator, DESK)

    assert re.search(r"Dutch</a> <span[^>]*>source", shown)
    assert '<a class="z-mark z-mark--missing" href="/en/staff/translations/fr/?state=missing">' in shown


def test_the_list_is_filtered_by_what_there_is_to_do(translator: Client) -> None:
    assert "/fr/service/passport/" in page(translator, f"{DESK}fr/?state=missing&kind=service&q=reisPAS")
    assert "Nothing here matches" in page(translator, f"{DESK}fr/?state=outdated")
    assert "/fr/service/passport/" in page(translator, f"{DESK}fr/?state=nonsense&kind=x&page=99&q=%00reis")


def test_what_is_typed_is_kept_and_then_published(translator: Client) -> None:
    answer = translator.post(PASSPORT_PAGE, filled(translator, PASSPORT_PAGE, FRENCH) | {"do": "save"})
    assert answer.headers["Location"] == f"{PASSPORT_PAGE}?done=saved"
    assert "Draft by Ada" in page(translator, PASSPORT_PAGE)
    assert "Passeport" not in page(translator, PUBLIC)

    answer = translator.post(PASSPORT_PAGE, filled(translator, PASSPORT_PAGE, {}) | {"do": "publish"})
    assert answer.headers["Location"] == f"{PASSPORT_PAGE}?done=published"
    assert "Passeport" in page(translator, PUBLIC)
    assert "Published" in page(translator, f"{PASSPORT_PAGE}?done=published")
    assert Publication.objects.get().by == Person.objects.get().key


def test_the_preview_is_the_real_page_and_is_kept_nowhere(translator: Client) -> None:
    sent = filled(translator, PASSPORT_PAGE, {**FRENCH, "summary": "<b>Un</b> document"}) | {"do": "preview"}
    answer = translator.post(PASSPORT_PAGE, sent, follow=True)
    shown = answer.content.decode()

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert 'lang="fr"' in shown
    assert "&lt;b&gt;Un&lt;/b&gt; document" in shown
    assert "z-preview" in shown
    assert "Passeport" not in page(Client(), PUBLIC)


@pytest.mark.parametrize(
    ("path", "public"),
    [
        ("service/passport", "services/passport"),
        ("branch/centre", "branches/centre"),
        ("life-event/travel", "life-events/travel"),
        ("topic/identity", "topics/identity"),
    ],
)
def test_every_thing_with_a_page_has_a_preview_and_nobody_else_sees_it(
    translator: Client, path: str, public: str
) -> None:
    address = f"{DESK}nl/{path}/"
    answer = translator.post(
        address, filled(translator, address, {"name": "Voorlopig"}) | {"do": "preview"}, follow=True
    )

    assert "Voorlopig" in answer.content.decode()
    assert "Voorlopig" not in page(Client(), f"/nl/{public}/")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("es/", 404),
        ("fr/service/none/", 404),
        ("fr/street/x/", 404),
        ("fr/city/city/preview/", 404),
        ("fr/organisation/population/", 200),
        ("fr/service/passport/history/99/undo/", 404),
    ],
)
def test_addresses_that_name_nothing_are_not_found(translator: Client, path: str, status: int) -> None:
    assert translator.get(DESK + path).status_code == status


def test_faults_stand_beside_the_text_and_the_rest_is_kept(translator: Client) -> None:
    sent = filled(translator, PASSPORT_PAGE, {"name": "x" * 61, "summary": "Un document."}) | {"do": "publish"}
    answer = translator.post(PASSPORT_PAGE, sent)
    shown = answer.content.decode()

    assert answer.status_code == 422
    assert "Write at most 60 characters." in shown
    assert "Readers need this text." in shown
    assert "x" * 61 in shown
    assert "Un document." in shown
    assert not Draft.objects.exists()


@pytest.mark.parametrize("text", ["\x00", "\x1b[2J", "\ufffe\x07", "x" * 5000])
def test_hostile_texts_are_refused_in_words(translator: Client, text: str) -> None:
    answer = translator.post(PASSPORT_PAGE, filled(translator, PASSPORT_PAGE, {"name": text}) | {"do": "save"})

    assert answer.status_code == 422
    assert "utrecht-form-field-error-message" in answer.content.decode()


def test_a_form_with_nonsense_in_its_hidden_fields_overwrites_nothing(translator: Client) -> None:
    publish(FRENCH)
    sent = {
        "name-text": "Autre",
        "name-start": "x" * 500,
        "name-choice": "burn",
        "name-source": "\x00",
        "do": "publish",
    }
    answer = translator.post(PASSPORT_PAGE, sent)

    assert answer.status_code in {409, 422}
    assert PublicService.objects.get(slug="passport").name["fr"] == "Passeport"


def test_the_second_of_two_translators_sees_both_texts(translator: Client) -> None:
    other = browser_of("Bea")
    mine = filled(translator, PASSPORT_PAGE, {"name": "Passeport"})
    theirs = filled(other, PASSPORT_PAGE, {"name": "Le passeport"})
    translator.post(PASSPORT_PAGE, mine | {"do": "save"})
    answer = other.post(PASSPORT_PAGE, theirs | {"do": "save"})
    shown = answer.content.decode()

    assert answer.status_code == 409
    assert "A colleague wrote this meanwhile" in shown
    assert ">\nLe passeport</textarea>" in shown
    assert Draft.objects.get().by_path["name"][0] == "Passeport"

    again = fields_in(shown) | {"name-choice": "take", "do": "save"}
    assert other.post(PASSPORT_PAGE, again).status_code == 302
    assert Draft.objects.get().by_path["name"][0] == "Passeport"


def test_what_was_typed_for_a_text_that_left_the_folder_is_shown(translator: Client, city: Path) -> None:
    sent = filled(translator, PASSPORT_PAGE, {"costs.adult.text": "Adulte"})
    edit(city / "services/passport/service.yaml", 'costs:\n  - {key: adult, amount: "75.00"}\n', "")
    edit(city / "services/passport/nl.yaml", "costs: {adult: Volwassene}\n", "")
    load_city(city)
    answer = translator.post(PASSPORT_PAGE, sent | {"do": "save"})

    assert answer.status_code == 409
    assert "Adulte" in answer.content.decode()


def test_a_conflict_with_the_folder_is_decided_on_the_page(translator: Client, city: Path) -> None:
    publish({"name": "Paspoort"}, language="nl")
    edit(city / "services/passport/nl.yaml", "name: Reispas", "name: Reisdocument")
    load_city(city)
    dutch = f"{DESK}nl/service/passport/"
    assert "1 conflict" in page(translator, f"{DESK}nl/?state=conflicts")
    assert "The city folder says this now" in page(translator, dutch)

    answer = translator.post(dutch, filled(translator, dutch, {}) | {"do": "publish"})
    assert answer.status_code == 409
    sent = filled(translator, dutch, {}) | {"name-choice": "take", "do": "publish"}
    assert translator.post(dutch, sent).status_code == 302
    assert (PublicService.objects.get(slug="passport").name["nl"], Edit.objects.count()) == ("Reisdocument", 0)


def test_the_history_tells_who_changed_what_and_takes_it_back(translator: Client) -> None:
    translator.post(PASSPORT_PAGE, filled(translator, PASSPORT_PAGE, FRENCH) | {"do": "publish"})
    shown = page(translator, f"{PASSPORT_PAGE}history/")
    assert "Ada" in shown
    assert "Un document." in shown

    undo = f"{PASSPORT_PAGE}history/{Publication.objects.get().pk}/undo/"
    seen = re.search(r'name="seen" value="([^"]+)"', page(translator, undo))
    assert seen
    assert translator.post(undo, {"seen": "old"}).status_code == 409
    assert translator.post(undo, {"seen": seen[1]}).headers["Location"] == f"{PASSPORT_PAGE}?done=undone"
    assert "fr" not in PublicService.objects.get(slug="passport").name
    assert "There is nothing left" in page(translator, undo)


def test_an_outdated_translation_shows_what_it_was_made_from(translator: Client) -> None:
    publish(FRENCH)
    publish({"name": "Paspoort"}, language="nl")
    shown = page(translator, PASSPORT_PAGE)
    assert "Reispas" in shown
    sent = filled(translator, PASSPORT_PAGE, {}) | {"name-still_right": "on", "do": "publish"}
    translator.post(PASSPORT_PAGE, sent)

    assert "The translation is still right" not in page(translator, PASSPORT_PAGE)
    assert "Found still right" in page(translator, f"{PASSPORT_PAGE}history/")


def test_drafts_and_lost_edits_can_be_thrown_away(translator: Client) -> None:
    translator.post(PASSPORT_PAGE, filled(translator, PASSPORT_PAGE, {"name": "Passeport"}) | {"do": "save"})
    translator.post(f"{PASSPORT_PAGE}draft/drop/")
    assert not Draft.objects.exists()

    lost = Edit.objects.create(**vars_of_passport(), path="costs.x.text", text="X", has_place=False)
    assert "Forget this edit" in page(translator, DESK)
    translator.post(f"{DESK}edits/{lost.pk}/forget/")
    assert not Edit.objects.exists()


def vars_of_passport() -> dict[str, str]:
    return {"kind": PASSPORT.kind, "key": PASSPORT.key, "language": "fr"}


@pytest.mark.parametrize("path", ["", "fr/", "fr/service/passport/", "fr/service/passport/preview/"])
def test_residents_are_sent_away(path: str) -> None:
    assert Client().get(DESK + path).status_code == 302
    assert browser_of("Resident", role="").get(DESK + path).status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_number_of_texts(
    translator: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    page(translator, f"{DESK}fr/")
    with django_assert_max_num_queries(8):
        page(translator, f"{DESK}fr/")
