import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.search.rules.stems import stem
from zenne.core.search.rules.tokens import ascii_form, phrases_of, tokens_of, vocabulary_of, word_forms
from zenne.core.search.rules.words import clean, words_of


def tokens(text: str, language: str) -> str:
    return tokens_of(words_of(clean(text)), language)


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("nl", ["verhuizen", "verhuizing", "verhuizingen"]),
        ("fr", ["demenager", "demenagement", "demenagements"]),
        ("fr", ["photo", "photos"]),
        ("fr", ["marie", "maries", "mariee", "mariees"]),
        ("fr", ["declarer", "declare", "declaree", "declaration"]),
        ("en", ["move", "moved", "moving"]),
        ("de", ["anmeldung", "anmeldungen"]),
        ("de-at", ["hauser", "haus"]),
    ],
)
def test_forms_of_a_word_have_one_stem(language: str, forms: list[str]) -> None:
    assert len({stem(form, language) for form in forms}) == 1


def test_a_language_without_a_stemmer_keeps_its_words() -> None:
    assert stem("nyumba", "sw") == "nyumba"


def test_a_word_is_followed_by_its_stem() -> None:
    assert tokens("Moving house", "en") == "en0moving en0move en0house en0hous"


def test_a_phrase_is_one_token_whatever_its_form() -> None:
    assert phrases_of(["Carte d'identité", "cartes d’identité"], "fr") == "fr1cart1identit fr1cart1identit"


def test_other_scripts_become_ascii_letter_by_letter() -> None:
    assert tokens("ΑΒ", "sw") == "sw0x3b1x3b2"


@given(st.text(max_size=300), st.sampled_from(["nl", "fr", "en", "de", "el", "ar", "xx"]))
def test_tokens_are_ascii_letters_and_digits_whatever_the_text(text: str, language: str) -> None:
    assert re.fullmatch(rf"(({language}0[a-z0-9]+)( {language}0[a-z0-9]+)*)?", tokens(text, language))


def test_the_vocabulary_shows_a_word_as_it_is_mostly_written() -> None:
    words = words_of("Identité identite IDENTITÉ, de la 2024 covid19")
    assert vocabulary_of(words) == {"identite": "identité"}


@given(st.text(st.sampled_from("aAéßœ’'- .\u0301漢1")), st.integers(0, 12))
def test_the_forms_of_words_are_those_of_its_first_words_each_once(text: str, most: int) -> None:
    first = [ascii_form(word.folded) for word in words_of(clean(text))][:most]

    assert word_forms(text, most=most) == list(dict.fromkeys(first))
