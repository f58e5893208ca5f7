"""Every sentence of the interface exists in every language."""

from pathlib import Path

import pytest
from django.conf import settings

from tests.architecture.tree import PACKAGE
from zenne.core.languages.catalogues import Sentence, read_catalogue, sentences, untranslated

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def catalogue_file(language: str) -> Path:
    return Path(settings.LOCALE_PATHS[0]) / language / "LC_MESSAGES" / "django.po"


def test_the_interface_exists_in_dutch_french_and_german() -> None:
    assert {"nl", "fr", "de"} <= set(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_source_is_in_the_catalogue(language: str) -> None:
    catalogue = read_catalogue(catalogue_file(language), language=language)

    assert not [
        f"{file}:{line}: {message}"
        for file, line, message in sentences(PACKAGE)
        if catalogue.get(singular(message)) is None
    ]


def singular(message: Sentence) -> str:
    return message if isinstance(message, str) else message[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_catalogue_has_a_translation(language: str) -> None:
    assert untranslated(read_catalogue(catalogue_file(language), language=language)) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_loses_or_invents_a_placeholder(language: str) -> None:
    catalogue = read_catalogue(catalogue_file(language), language=language)

    assert not [f"{message.id}: {error}" for message, errors in catalogue.check() for error in errors]


@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_have_curved_apostrophes(language: str) -> None:
    catalogue = read_catalogue(catalogue_file(language), language=language)

    assert not [message.string for message in catalogue if message.id and "'" in "".join(message.string)]
