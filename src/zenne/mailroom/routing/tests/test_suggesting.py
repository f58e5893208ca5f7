"""Passages that may answer a letter are found in its language and in others."""

import random
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from zenne.core.access.public import SYSTEM
from zenne.mailroom.routing import passages as known
from zenne.mailroom.routing.actions.index_passages import index_passages
from zenne.mailroom.routing.bilingual import LEAST_TEXTS, Projection, learned_projection
from zenne.mailroom.routing.files import BrokenModel, keep, use
from zenne.mailroom.routing.finder_files import KEPT_VERSIONS, keep_finder, read_finder, versions
from zenne.mailroom.routing.finding import Finder, finder_of
from zenne.mailroom.routing.passages import Passage, register_parallel_texts, register_passages
from zenne.mailroom.routing.public import suggest
from zenne.mailroom.routing.tests.builders import FIRST_DAY, make_letters
from zenne.mailroom.routing.training import learned_model

WHATEVER_THE_MACHINE = examples(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
DICTIONARY: Final = {
    "paspoort": "passeport", "reizen": "voyager", "pasfoto": "photo", "vuilnis": "poubelle", "zak": "sac",
    "ophaling": "collecte", "straat": "rue", "auto": "voiture", "parkeren": "stationner", "kaart": "carte",
    "school": "ecole", "kind": "enfant", "inschrijven": "inscrire", "huwelijk": "mariage", "trouwen": "epouser",
    "akte": "acte",
}  # fmt: skip


def make_parallel_texts(number: int, *, seed: int = 1) -> list[Mapping[str, str]]:
    """Texts of five words and their translations."""
    chance = random.Random(seed)  # noqa: S311 - only for a test
    return [
        {"nl": " ".join(words), "fr": " ".join(DICTIONARY[word] for word in words)}
        for words in (chance.sample(list(DICTIONARY), 5) for _ in range(number))
    ]


PASSAGES: Final = [
    Passage("answer:1", "Uw paspoort ligt klaar, breng een pasfoto mee om te reizen", "nl"),
    Passage("answer:2", "De ophaling van de vuilnis zak is op maandag", "nl"),
    Passage("answer:3", "La collecte du sac poubelle a lieu lundi", "fr"),
    Passage("answer:4", "Inscrire un enfant a l'ecole", "fr"),
]


@pytest.fixture(scope="module")
def finder() -> Finder:
    return finder_of(PASSAGES, learned_projection(make_parallel_texts(200)))


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


def test_the_answer_to_a_like_question_comes_first(finder: Finder) -> None:
    first, *_ = finder.suggestions("Wanneer wordt mijn vuilniszak opgehaald? De ophaling was te laat.", language="nl")

    assert (first.key, first.language) == ("answer:2", "nl")
    assert 0 < first.likeness <= 1


def test_an_answer_in_the_other_language_is_found_by_what_it_is_about(finder: Finder) -> None:
    found = finder.suggestions("vuilnis zak ophaling", language="nl", most=1)

    assert [each.key for each in found] == ["answer:2", "answer:3"]
    assert finder.suggestions("ecole", language="fr", most=1)[0].key == "answer:4"


def test_translations_of_texts_that_were_not_learned_from_are_found() -> None:
    projection, unknown = learned_projection(make_parallel_texts(200)), make_parallel_texts(30, seed=2)
    there = np.array([projection.spaces["fr"].position(each["fr"]) for each in unknown])

    found = [(there @ projection.carried(each["nl"], language="nl", to="fr")).argmax() for each in unknown]

    assert sum(place == number for number, place in enumerate(found)) >= 27


@WHATEVER_THE_MACHINE
@given(st.text(max_size=60), st.sampled_from(["nl", "fr", "de", "", "xx"]))
def test_any_letter_gets_suggestions_or_none(text: str, language: str) -> None:
    found = finder_of(PASSAGES, Projection({}, {})).suggestions(text, language=language)

    assert all(each.language == language and 0 < each.likeness <= 1 for each in found)


def test_nothing_is_learned_from_a_few_texts() -> None:
    assert learned_projection(make_parallel_texts(LEAST_TEXTS - 1)).ways == {}
    assert learned_projection([]).spaces == {}
    assert learned_projection([{"nl": "een", "fr": ""}] * 40).ways == {}


def test_a_finder_comes_back_from_its_file_as_it_was(finder: Finder) -> None:
    assert suggest(text="vuilnis", language="nl") == ()

    keep_finder(finder)

    assert suggest(text="vuilnis", language="nl") == finder.suggestions("vuilnis", language="nl")


@pytest.mark.parametrize("content", [b"", b"half a fi", b"\x80\x04."])
def test_a_damaged_file_suggests_nothing(finder: Finder, content: bytes) -> None:
    keep_finder(finder)
    versions()[0].write_bytes(content)

    assert suggest(text="vuilnis", language="nl") == ()
    with pytest.raises(BrokenModel):
        read_finder(versions()[0])


def test_when_the_newest_version_is_damaged_the_one_before_is_used(finder: Finder) -> None:
    keep_finder(finder)
    keep_finder(finder)
    versions()[-1].write_bytes(b"half a fi")

    assert suggest(text="vuilnis", language="nl") == finder.suggestions("vuilnis", language="nl")


def test_only_the_last_versions_are_kept_and_learning_routing_deletes_none_of_them(finder: Finder) -> None:
    for _ in range(KEPT_VERSIONS + 2):
        keep_finder(finder)

    use([keep(learned_model(make_letters(12)), now=FIRST_DAY)])

    assert [each.stem for each in versions()] == ["00000003", "00000004", "00000005"]
    assert suggest(text="vuilnis", language="nl")


@pytest.mark.parametrize("damaged", ["ends", "positions", "axes_nl", "way_nl_fr", "about"])
def test_a_file_whose_parts_do_not_fit_is_refused(finder: Finder, damaged: str) -> None:
    keep_finder(finder)
    (path,) = versions()
    with np.load(path) as arrays:
        kept = dict(arrays)
    np.savez(path, allow_pickle=False, **{**kept, damaged: kept[damaged][:-1]})

    with pytest.raises(BrokenModel):
        read_finder(path)


@pytest.mark.django_db
def test_passages_of_all_sources_are_made_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "PASSAGES", [])
    monkeypatch.setattr(known, "PARALLEL_TEXTS", [])
    assert index_passages(asker=SYSTEM) == 0
    register_passages(
        lambda: [*PASSAGES, Passage("answer:9", PASSAGES[0].text, "nl"), Passage("answer:10", "  ", "nl")]
    )
    register_parallel_texts(lambda: make_parallel_texts(100))

    assert index_passages(asker=SYSTEM) == 4

    assert [each.key for each in suggest(text="mon passeport, une photo", language="fr", most=1)][-1] == "answer:1"
