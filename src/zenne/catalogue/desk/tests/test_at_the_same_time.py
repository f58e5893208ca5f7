"""Publications and loads at the same moment, on a database that has several writers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

from zenne.catalogue.actions.load_city import load_city
from zenne.catalogue.desk.actions.publish_texts import publish_texts
from zenne.catalogue.desk.models import Edit, Publication
from zenne.catalogue.desk.refusals import TextsRefused
from zenne.catalogue.desk.stands import stand_of
from zenne.catalogue.desk.tests.builders import NOW, PASSPORT, a_loaded_city, a_translator, typed
from zenne.catalogue.models import PublicService
from zenne.catalogue.tests.city_folders import edit

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def city(tmp_path: Path) -> Path:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")
    return a_loaded_city(tmp_path)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all of these at the same moment, each with a connection of its own; what they return or raise."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> object:
        barrier.wait()
        try:
            return deed()
        except TextsRefused as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def publishing(texts: dict[str, str]) -> Callable[[], object]:
    """Publish Dutch texts from a form that is open already."""
    form = typed(stand_of(PASSPORT, "nl"), texts)
    return lambda: publish_texts(asker=a_translator(), thing=PASSPORT, language="nl", typed=form, at=NOW)


def test_of_several_who_publish_the_same_text_one_wins_and_the_others_are_told() -> None:
    results = at_once(*(publishing({"name": f"Paspoort {number}"}) for number in range(4)))

    assert sum(isinstance(result, Publication) for result in results) == 1
    assert sum(isinstance(result, TextsRefused) for result in results) == 3
    assert Edit.objects.get().text == PublicService.objects.get(slug="passport").name["nl"]


def test_those_who_publish_different_texts_all_succeed() -> None:
    results = at_once(publishing({"name": "Paspoort"}), publishing({"summary": "Kort."}))

    assert all(isinstance(result, Publication) for result in results)
    assert PublicService.objects.get(slug="passport").name["nl"] == "Paspoort"
    assert PublicService.objects.get(slug="passport").summary["nl"] == "Kort."


def test_a_load_at_the_moment_of_a_publication_does_not_overwrite_it(city: Path) -> None:
    for round_ in range(3):
        edit(city / "services/passport/service.yaml", f"popularity: {90 + round_}", f"popularity: {91 + round_}")
        at_once(publishing({"name": f"Paspoort {round_}"}), lambda: load_city(city))

        assert PublicService.objects.get(slug="passport").name["nl"] == f"Paspoort {round_}"
        assert PublicService.objects.get(slug="passport").popularity == 91 + round_
