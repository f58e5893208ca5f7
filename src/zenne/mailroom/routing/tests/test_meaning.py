"""An encoder says what a letter means, in any of its languages; without it the words say what they said before."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from zenne.core.access.public import SYSTEM
from zenne.mailroom.routing import encoding
from zenne.mailroom.routing.actions import learn_routing as learning
from zenne.mailroom.routing.actions.learn_routing import learn_routing
from zenne.mailroom.routing.checks import encoder_works
from zenne.mailroom.routing.encoding import (
    READ_CHARACTERS,
    BrokenEncoder,
    Encoder,
    Vectors,
    installed_encoder,
    meanings,
)
from zenne.mailroom.routing.evaluation import evaluated
from zenne.mailroom.routing.files import BrokenModel, file_of, keep, read, use
from zenne.mailroom.routing.live import live_model, route
from zenne.mailroom.routing.meaning import added_scores, fitted_meaning
from zenne.mailroom.routing.model import Model
from zenne.mailroom.routing.tests.builders import WORDS, make_letters
from zenne.mailroom.routing.training import learned_model
from zenne.mailroom.routing.universal import UniversalEncoder, universal_encoder

NOW = datetime(2026, 11, 28, 2, tzinfo=UTC)
IN_POLISH = {
    "parking": "Gdzie mogę zaparkować samochód przed domem?",
    "passport": "Lecę za granicę i potrzebuję nowego dokumentu podróży.",
    "waste": "Kiedy odbieracie śmieci i szkło?",
}


class Broken:
    """Installed, and of no use."""

    name = "broken 1.0"

    def vectors(self, texts: list[str]) -> Vectors:
        raise BrokenEncoder("its file is damaged")


@pytest.fixture(scope="module")
def encoder() -> UniversalEncoder:
    """The real one: the checks install it."""
    found = universal_encoder()
    assert found
    return found


@pytest.fixture(scope="module")
def model(encoder: UniversalEncoder) -> Model:
    return learned_model(make_letters(90), encoder=encoder)


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "ENCODERS", [Broken])


def not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "ENCODERS", [lambda: None])


@pytest.mark.parametrize("service", list(IN_POLISH))
def test_a_letter_in_a_language_that_no_letter_had_is_understood(model: Model, encoder: Encoder, service: str) -> None:
    greeted = f"goedendag {IN_POLISH[service]}"

    assert model.route(subject="", text=greeted, encoder=encoder).best[0].service == service


def test_words_alone_do_not_understand_it(model: Model) -> None:
    right = [
        model.route(subject="", text=f"goedendag {text}").best[0].service == service
        for service, text in IN_POLISH.items()
    ]

    assert not all(right)


def test_without_the_encoder_a_model_is_the_one_that_words_alone_teach(model: Model) -> None:
    plain = learned_model(make_letters(90))
    said = plain.route(subject="Pasfoto", text="reizen, vuilnis")

    assert model.route(subject="Pasfoto", text="reizen, vuilnis") == said
    assert model.route(subject="Pasfoto", text="reizen, vuilnis", encoder=Broken()) == said
    assert model.limit() == model.limit(Broken()) == plain.sure_from


def test_many_letters_at_once_get_what_each_gets_alone(model: Model, encoder: Encoder) -> None:
    letters = [(each.subject, each.text) for each in make_letters(5, seed=3)]

    together = model.chances(letters, encoder=encoder).max(axis=1)

    alone = [model.route(subject=a, text=b, encoder=encoder).confidence for a, b in letters]
    assert together.tolist() == pytest.approx(alone, abs=1e-4)
    assert model.chances([], encoder=encoder).shape == (0, 3)


def test_the_evaluation_measures_words_and_meaning_together(model: Model, encoder: Encoder) -> None:
    found = evaluated(model, make_letters(30, seed=5), encoder=encoder)

    assert found.accuracy == 1.0
    assert model.meaning
    assert found.threshold == model.meaning.sure_from


def test_what_was_learned_comes_back_from_its_file(model: Model, encoder: Encoder) -> None:
    again = read(keep(model, now=NOW))

    before = model.route(subject="Pasfoto", text="reizen", encoder=encoder)
    assert again.route(subject="Pasfoto", text="reizen", encoder=encoder) == before
    assert again.meaning
    assert again.meaning.encoder == encoder.name


def test_a_model_whose_meaning_does_not_fit_is_refused(model: Model) -> None:
    assert model.meaning
    cut = replace(model, meaning=replace(model.meaning, coefficients=model.meaning.coefficients[:-1]))
    with pytest.raises(BrokenModel, match="do not fit"):
        read(keep(cut, now=NOW))

    version = keep(model, now=NOW)
    with np.load(file_of(version)) as arrays:
        kept = {name: arrays[name] for name in arrays.files if name != "centre"}
    np.savez(file_of(version), **kept)
    with pytest.raises(BrokenModel, match="something else"):
        read(version)


def test_a_server_never_asks_the_encoder_and_a_worker_does(
    model: Model, encoder: Encoder, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Listening(UniversalEncoder):
        def vectors(self, texts: list[str]) -> Vectors:
            asked.extend(texts)
            return encoder.vectors(texts)

    monkeypatch.setattr(encoding, "ENCODERS", [Listening])
    use([keep(model, now=NOW)])

    by_words = route(subject="Pasfoto", text="reizen")
    assert (asked, by_words.best[0].service) == ([], "passport")
    both = route(subject="Pasfoto", text="reizen", in_background=True)
    assert (asked, both.best[0].service) == (["Pasfoto reizen"], "passport")
    assert both.best[0].words == by_words.best[0].words


def test_a_broken_encoder_holds_no_letter_up(model: Model, broken: None) -> None:
    assert model.meaning
    use([keep(replace(model, meaning=replace(model.meaning, encoder=Broken.name)), now=NOW)])

    found = route(subject="Pasfoto", text="reizen", in_background=True)

    assert found == route(subject="Pasfoto", text="reizen")
    assert found.best[0].service == "passport"


@pytest.mark.django_db
def test_a_broken_encoder_costs_no_night(broken: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "catalogue_examples", list)
    monkeypatch.setattr(learning, "known_letters", lambda: make_letters(90))

    learned = learn_routing(asker=SYSTEM, now=NOW)

    assert learned
    found = live_model()
    assert found
    assert (found.letters, found.meaning) == (70, None)


@pytest.mark.django_db
def test_each_night_learns_with_the_encoder_that_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "catalogue_examples", list)
    monkeypatch.setattr(learning, "known_letters", lambda: make_letters(90))

    learn_routing(asker=SYSTEM, now=NOW)

    found, installed = live_model(), installed_encoder()
    assert found
    assert found.meaning
    assert installed
    assert found.meaning.encoder == installed.name


def test_numbers_of_people_are_not_read_and_only_the_beginning_is(encoder: Encoder) -> None:
    beginning = "Mijn nummer is 85.07.30-033.28. " + "De straat is stuk. " * (READ_CHARACTERS // 19)
    letters = [
        ("Vraag", beginning),
        ("Vraag", beginning.replace("85.07.30", "91.12.01")),
        ("Vraag", beginning + "Visum!"),
    ]

    one, other, longer = meanings(encoder, letters)

    assert (one == other).all()
    assert (one == longer).all()
    assert meanings(encoder, []).shape[0] == 0


def test_services_lie_where_their_texts_lie_and_one_without_texts_is_possible() -> None:
    chance = np.random.default_rng(0)
    labels = np.arange(60) % 3
    vectors = (np.eye(8)[labels] + 0.1 * chance.normal(size=(60, 8))).astype(np.float32)

    scores = added_scores(*fitted_meaning(vectors, labels, 4), vectors)

    assert scores.shape == (60, 4)
    assert np.isfinite(scores).all()
    assert (scores.argmax(axis=1) == labels).all()


def test_texts_that_are_all_alike_say_nothing() -> None:
    vectors = np.ones((6, 4), dtype=np.float32)

    scores = added_scores(*fitted_meaning(vectors, np.array([0, 1] * 3), 2), vectors)

    assert scores[:, 0].tolist() == pytest.approx(scores[:, 1].tolist())


def test_the_check_says_what_is_missing_or_broken(model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    assert encoder_works() == []
    not_installed(monkeypatch)
    assert encoder_works() == []
    use([keep(model, now=NOW)])
    assert ["requirements/encoder.txt" in each.msg for each in encoder_works()] == [True]
    assert not encoder_works()[0].is_serious()

    monkeypatch.setattr(encoding, "ENCODERS", [Broken])
    assert ["its file is damaged" in each.msg for each in encoder_works()] == [True]
    assert encoder_works()[0].is_serious()


def test_a_package_whose_files_are_damaged_is_a_broken_encoder() -> None:
    class Damaged:
        def encode(self, texts: list[str]) -> Vectors:
            return np.full((len(texts), 3), np.nan, dtype=np.float32)

    broken = UniversalEncoder()
    broken.loaded = Damaged()
    with pytest.raises(BrokenEncoder, match="no row of numbers"):
        broken.vectors(["a"])
    broken.loaded = object()
    with pytest.raises(BrokenEncoder, match="AttributeError"):
        broken.vectors(["a"])


def test_the_services_of_the_builders_have_a_letter_in_polish() -> None:
    assert IN_POLISH.keys() == WORDS.keys()
