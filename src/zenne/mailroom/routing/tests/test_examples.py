"""What is learned from: the catalogue, and letters of services that still exist."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone

from zenne.catalogue.public import CityLoaded, PublicOrganisation, PublicService, Topic
from zenne.core.languages.public import Translated
from zenne.mailroom.routing import examples
from zenne.mailroom.routing.examples import catalogue_examples, known_letters, register_letters
from zenne.mailroom.routing.passages import known_parallel_texts, known_passages
from zenne.mailroom.routing.tasks import learn_after_load
from zenne.mailroom.routing.tests.builders import FIRST_DAY, make_letters


def make_service(slug: str, **texts: str) -> PublicService:
    topic, _ = Topic.objects.get_or_create(key="street", defaults={"name": Translated(texts), "icon": "road"})
    owner, _ = PublicOrganisation.objects.get_or_create(key="works", defaults={"name": Translated(texts)})
    return PublicService.objects.create(
        slug=slug, topic=topic, organisation=owner, name=Translated(texts), summary=Translated(texts),
        synonyms={language: [f"{words} 2"] for language, words in texts.items()},
    )  # fmt: skip


@pytest.mark.django_db
def test_each_language_of_each_service_gives_its_texts_and_its_other_names() -> None:
    make_service("parking", nl="Parkeerkaart", de="Parkkarte")

    found = catalogue_examples()

    assert {(each.service, each.language, each.subject) for each in found} == {
        ("parking", "nl", "Parkeerkaart"),
        ("parking", "nl", "Parkeerkaart 2"),
        ("parking", "de", "Parkkarte"),
        ("parking", "de", "Parkkarte 2"),
    }
    assert all(each.at is None for each in found)


@pytest.mark.django_db
def test_letters_of_services_that_are_gone_teach_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    make_service("parking", nl="Parkeerkaart")
    gone = make_service("waste", nl="Vuilnis")
    gone.retired_at = timezone.now()
    gone.save()
    letters = make_letters(9)
    undated = replace(letters[0], at=None)
    monkeypatch.setattr(examples, "SOURCES", [])
    register_letters(lambda: [*reversed(letters), undated])

    found = known_letters()

    assert [each.at for each in found] == [FIRST_DAY + timedelta(hours=hour) for hour in (0, 3, 6)]


@pytest.mark.django_db
def test_only_the_newest_letters_are_kept_in_mind(monkeypatch: pytest.MonkeyPatch) -> None:
    make_service("parking", nl="Parkeerkaart")
    monkeypatch.setattr(examples, "SOURCES", [])
    monkeypatch.setattr(examples, "MOST_LETTERS", 2)
    register_letters(lambda: make_letters(12))

    assert [each.at for each in known_letters()] == [FIRST_DAY + timedelta(hours=hour) for hour in (6, 9)]


@pytest.mark.django_db
def test_texts_of_the_catalogue_are_passages_and_translations() -> None:
    make_service("parking", nl="Parkeerkaart", fr="Carte de stationnement")

    assert [(each.key, each.language) for each in known_passages()] == [
        ("service:parking", "nl"),
        ("service:parking", "fr"),
    ]
    assert {"nl": "Parkeerkaart", "fr": "Carte de stationnement"} in known_parallel_texts()


@pytest.mark.django_db
def test_a_load_that_changed_the_catalogue_lets_a_worker_learn(monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[object] = []
    monkeypatch.setattr("zenne.mailroom.routing.tasks.enqueue", begun.append)

    learn_after_load(CityLoaded(created=0, updated=0, retired=0))
    assert begun == []
    learn_after_load(CityLoaded(created=1, updated=0, retired=0))

    assert len(begun) == 1
