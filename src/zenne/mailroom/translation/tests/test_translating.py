"""A text is translated by a real model on disk, within bounds, and a folder that is none says why."""

import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from zenne.mailroom.translation import engines
from zenne.mailroom.translation.checks import models_work
from zenne.mailroom.translation.ctranslate import MOST_LOADED, CTranslate2
from zenne.mailroom.translation.engines import AT_ONCE, LONGEST_TEXT, can_translate, register_engine, translated
from zenne.mailroom.translation.errors import NotTranslated
from zenne.mailroom.translation.tests.models import write_model


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of models, and an engine that has loaded none."""
    monkeypatch.setattr(engines, "ENGINES", [CTranslate2()])
    settings.TRANSLATOR_FOLDER = tmp_path / "models"
    write_model(tmp_path / "models" / "nl-fr")
    return tmp_path / "models"


def into_french(text: str) -> str:
    return translated(text, source="nl", target="fr")


def test_a_text_is_translated_with_its_lines() -> None:
    assert into_french("goedendag\n\nik verhuis morgen\n  dank") == "bonjour\n\nje déménage demain\n  merci"


def test_a_word_that_the_model_does_not_know_stays_as_it_is() -> None:
    assert into_french("ik verhuis Zavelstraat") == "je déménage Zavelstraat"


def test_numbers_and_addresses_stay_as_they_are() -> None:
    assert into_french("ik verhuis\n02 123 45 67\nann@example.org") == "je déménage\n02 123 45 67\nann@example.org"


def test_a_sentence_of_very_many_words_is_translated_whole() -> None:
    assert into_french(" ".join(["ik"] * 300)) == " ".join(["je"] * 300)


@pytest.mark.parametrize("adds_the_end", [False, True])
def test_models_that_mark_the_end_of_a_sentence_themselves_and_others_say_the_same(
    folder: Path, adds_the_end: bool
) -> None:
    config = folder / "nl-fr" / "config.json"
    config.write_text(json.dumps({**json.loads(config.read_text()), "add_source_eos": adds_the_end}))

    assert into_french("ik verhuis morgen") == "je déménage demain"


def test_only_languages_with_a_model_can_be_translated() -> None:
    assert can_translate("nl", "fr")
    assert not can_translate("fr", "nl")
    with pytest.raises(NotTranslated, match="no-model"):
        translated("bonjour", source="fr", target="nl")


@pytest.mark.parametrize("settled", [None, "nothing-here"])
def test_without_models_nothing_can_be_translated(settings: Any, tmp_path: Path, settled: str | None) -> None:
    settings.TRANSLATOR_FOLDER = tmp_path / settled if settled else None

    assert not can_translate("nl", "fr")


def test_without_the_packages_nothing_can_be_translated(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zenne.mailroom.translation.ctranslate.PACKAGES", ("no_such_package",))

    assert not can_translate("nl", "fr")
    assert "no_such_package cannot be loaded" in str(models_work()[0].msg)


def test_a_text_that_is_too_long_is_not_begun() -> None:
    with pytest.raises(NotTranslated, match="too-long"):
        into_french("a" * (LONGEST_TEXT + 1))


def test_whoever_comes_while_another_text_is_translated_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engines, "SECONDS_FOR_A_TURN", 0)
    with engines.TURN, pytest.raises(NotTranslated, match="busy"):
        into_french("ik verhuis")
    assert into_french("ik verhuis") == "je déménage"


def test_what_takes_too_long_is_broken_off_and_the_next_may_go_on() -> None:
    minutes: Iterator[int] = count(step=60)
    with pytest.raises(NotTranslated, match="too-slow"):
        translated("ik verhuis.\n" * (2 * AT_ONCE), source="nl", target="fr", clock=lambda: next(minutes))
    assert into_french("ik verhuis") == "je déménage"


def test_few_models_are_in_memory_at_once(folder: Path) -> None:
    engine = CTranslate2()
    for target in ("de", "en"):
        write_model(folder / f"nl-{target}")
    for target in ("fr", "de", "en"):
        assert engine.translate(["ik"], source="nl", target=target) == ["je"]

    assert [each.name for each in engine.loaded] == ["nl-de", "nl-en"]
    assert len(engine.loaded) == MOST_LOADED


def test_another_engine_can_be_plugged_in() -> None:
    class Louder:
        def pairs(self) -> set[tuple[str, str]]:
            return {("fr", "nl")}

        def translate(self, sentences: Sequence[str], *, source: str, target: str) -> list[str]:
            return [each.upper() for each in sentences]

    register_engine(Louder())

    assert translated("bonjour. demain.", source="fr", target="nl") == "BONJOUR. DEMAIN."
    assert into_french("ik") == "je"


def test_a_sound_folder_has_no_problems() -> None:
    assert models_work() == []


def test_a_folder_without_models_is_said(settings: Any, tmp_path: Path) -> None:
    settings.TRANSLATOR_FOLDER = tmp_path
    assert "there is no folder for two languages" in str(models_work()[0].msg)


@pytest.mark.parametrize("name", ["model.bin", "config.json", "source.spm", "target.spm"])
def test_a_missing_file_is_said_and_nothing_is_offered(folder: Path, name: str) -> None:
    (folder / "nl-fr" / name).unlink()

    assert f"the folder nl-fr lacks {name}." in str(models_work()[0].msg)
    assert not can_translate("nl", "fr")


@pytest.mark.parametrize("name", ["model.bin", "config.json", "source.spm", "target.spm"])
@pytest.mark.parametrize("content", [b"", b"\x00" * 64, b"[]", b"<html>not found</html>"])
def test_a_broken_file_is_said_and_breaks_nothing_else(folder: Path, name: str, content: bytes) -> None:
    (folder / "nl-fr" / name).write_bytes(content)

    assert "the folder nl-fr cannot be loaded: " in str(models_work()[0].msg)
    with pytest.raises(NotTranslated, match="broken-model"):
        into_french("ik verhuis")


def test_a_model_that_broke_off_while_it_was_copied_is_said(folder: Path) -> None:
    model = folder / "nl-fr" / "model.bin"
    model.write_bytes(model.read_bytes()[:-1000])

    assert "the folder nl-fr cannot be loaded: " in str(models_work()[0].msg)


def test_a_model_that_is_too_large_for_a_server_is_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zenne.mailroom.translation.ctranslate.MOST_MODEL_BYTES", 1000)

    assert "has a model of more than" in str(models_work()[0].msg)
