"""A model learns from letters, says why, and is kept in a file that runs nothing."""

import json
import pickle
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from zenne.mailroom.routing.evaluation import evaluated, macro_f1
from zenne.mailroom.routing.examples import Example
from zenne.mailroom.routing.files import BrokenModel, file_of, keep, pointer, read, use, used_versions
from zenne.mailroom.routing.live import live_model, route
from zenne.mailroom.routing.model import Model
from zenne.mailroom.routing.tests.builders import FIRST_DAY, make_letters
from zenne.mailroom.routing.training import learned_model, parts

NOW = datetime(2026, 11, 28, 2, tzinfo=UTC)


@pytest.fixture(scope="module")
def model() -> Model:
    return learned_model(make_letters(90))


@pytest.fixture(autouse=True)
def own_data_folder(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path


def test_a_letter_goes_to_the_service_that_its_words_say(model: Model) -> None:
    routing = model.route(subject="Vraag", text="Mijn reispaspoort is vervallen, ik heb een nieuwe pasfoto.")

    assert routing.best[0].service == "passport"
    assert routing.confidence == routing.best[0].probability
    assert {"vervallen", "pasfoto"} <= set(routing.best[0].words)
    assert sum(each.probability for each in routing.best) == pytest.approx(1)


def test_letters_that_are_clear_are_routed_alone(model: Model) -> None:
    [sure, *_] = make_letters(3, seed=9)

    assert model.route(subject=sure.subject, text=sure.text).service == sure.service


@pytest.mark.parametrize("text", ["", "   ", "☃", "\x00", "汉字"])
def test_a_letter_without_known_words_goes_to_a_person(model: Model, text: str) -> None:
    assert model.route(subject=text, text=text).service is None


def test_a_letter_of_which_nothing_is_sure_gets_three_guesses(model: Model) -> None:
    routing = model.route(subject="", text="goedendag, auto paspoort vuilnis")

    assert routing.service is None
    assert len(routing.best) == 3


def test_letters_that_say_nothing_about_their_service_are_never_routed_alone() -> None:
    letters = make_letters(90)
    mixed = [
        Example(each.subject, each.text, "nl", other.service, each.at)
        for each, other in zip(letters, [*letters[1:7], *letters[:1], *letters[9:], *letters[7:9]], strict=True)
    ]
    shuffled = [Example("", "goedendag", "nl", each.service, each.at) for each in mixed]

    assert learned_model(shuffled).sure_from is None


def test_a_letter_that_was_sent_to_several_services_does_not_vouch_for_itself() -> None:
    texts = ["Aan alle diensten: hoeveel auto's?", "Een andere vraag", "aan ALLE diensten, hoeveel auto's"] * 5

    for rest, part in parts([*texts, *(f"vraag {word}" for word in "abcdefgh")]):
        assert not {texts[each].lower()[:10] for each in rest if each < 15} & {
            texts[each].lower()[:10] for each in part if each < 15
        }


def test_the_catalogue_alone_is_no_reason_to_route_alone() -> None:
    texts = [Example(each.subject, each.text, "nl", each.service, None) for each in make_letters(90)]

    learned = learned_model(texts)

    assert (learned.sure_from, learned.letters, learned.learned_until) == (None, 0, None)
    assert learned.route(subject="", text="vuilnis container").best[0].service == "waste"


def test_many_letters_at_once_get_what_each_gets_alone(model: Model) -> None:
    letters = [(each.subject, each.text) for each in make_letters(5, seed=3)]

    together = model.chances(letters).max(axis=1)

    assert together.tolist() == pytest.approx([model.route(subject=a, text=b).confidence for a, b in letters])


def test_the_evaluation_counts_what_is_right(model: Model) -> None:
    found = evaluated(model, [*make_letters(30, seed=5), Example("", "vuilnis", "nl", "unheard-of", FIRST_DAY)])

    assert found.accuracy == pytest.approx(30 / 31)
    assert found.top_3 == pytest.approx(30 / 31)
    assert found.macro_f1 < 1
    assert macro_f1(["a", "a", "b"], ["a", "b", "b"]) == pytest.approx(2 / 3)


def test_a_model_comes_back_from_its_file_as_it_was(model: Model) -> None:
    again = read(keep(model, now=NOW))

    assert again.route(subject="Pasfoto", text="reizen") == model.route(subject="Pasfoto", text="reizen")
    assert (again.letters, again.learned_until) == (90, FIRST_DAY + timedelta(hours=89))


class Bomb:
    """Unpickled, it writes a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, ...]:
        return Path.touch, (self.path,)


def test_nothing_in_a_model_file_is_ever_run(model: Model, tmp_path: Path) -> None:
    version = keep(model, now=NOW)
    bomb = Bomb(tmp_path / "run")
    arrays = {"coefficients": np.zeros((1, 1)), "weights": np.zeros(1), "about": np.array([bomb], dtype=object)}
    np.savez(file_of(version), **arrays)  # type: ignore[arg-type]
    with pytest.raises(BrokenModel):
        read(version)
    file_of(version).write_bytes(pickle.dumps(bomb))
    with pytest.raises(BrokenModel):
        read(version)

    assert not (tmp_path / "run").exists()


def test_a_model_whose_parts_do_not_fit_is_refused(model: Model) -> None:
    version = keep(model, now=NOW)
    with np.load(file_of(version)) as arrays:
        kept = dict(arrays)
    np.savez(file_of(version), **{**kept, "coefficients": kept["coefficients"][:-3]})

    with pytest.raises(BrokenModel, match="do not fit"):
        read(version)


def test_a_damaged_version_is_replaced_by_the_one_before_it(model: Model) -> None:
    good, damaged = keep(model, now=NOW), keep(model, now=NOW + timedelta(days=1))
    use([good, damaged])
    file_of(damaged).write_bytes(b"half a fi")

    assert live_model() is not None
    assert route(subject="Pasfoto", text="reizen").best[0].service == "passport"


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"versions": ["../secret"]}', b"\xff"])
def test_letters_go_to_a_person_when_no_version_can_be_found(content: bytes) -> None:
    pointer().parent.mkdir(parents=True)
    pointer().write_bytes(content)

    assert route(subject="Pasfoto", text="reizen").best == ()
    with pytest.raises(BrokenModel):
        used_versions()


def test_old_versions_are_deleted(model: Model) -> None:
    versions = [keep(model, now=NOW + timedelta(days=each)) for each in range(7)]
    use(versions)

    assert used_versions() == versions[-5:]
    assert not file_of(versions[0]).exists()
    assert json.loads(pointer().read_bytes()) == {"versions": versions[-5:]}
