from hypothesis import given
from hypothesis import strategies as st

from zenne.core.search.rules.words import clean, fold, words_of


def folded(text: str) -> list[str]:
    return [word.folded for word in words_of(clean(text))]


def test_accents_and_ligatures_are_folded() -> None:
    assert folded("Œuvre à l'État, Straße, ÉCOLE, naïve, Łódź") == [
        "oeuvre",
        "a",
        "etat",
        "strasse",
        "ecole",
        "naive",
        "lodz",
    ]


def test_elided_articles_are_left_out() -> None:
    assert folded("l'identité d’adresse qu'elle") == ["identite", "adresse", "elle"]


def test_a_lone_letter_after_an_apostrophe_is_left_out() -> None:
    assert folded("foto's the city's don't") == ["foto", "the", "city", "don"]


def test_two_words_joined_by_an_apostrophe_are_two() -> None:
    assert folded("aujourd'hui") == ["aujourd", "hui"]


def test_words_know_where_they_stand() -> None:
    text = "La carte d'identité."
    assert [text[word.start : word.end] for word in words_of(text)] == ["La", "carte", "identité"]


def test_what_cannot_be_shown_is_taken_out() -> None:
    assert clean("a\x00b\ud800c\u202ed\u200be\tf") == "a b cde f"


def test_other_scripts_are_kept() -> None:
    assert folded("Ταυτότητα Паспорт هوية") == ["ταυτοτητα", "паспорт", "هوية"]


@given(st.text(max_size=200))
def test_any_text_comes_apart_into_words_that_stand_in_it(text: str) -> None:
    cleaned = clean(text)
    for word in words_of(cleaned):
        assert cleaned[word.start : word.end] == word.written
        assert word.folded.isalnum()
        assert len(word.folded) <= 40


@given(st.text(max_size=40))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text) or not text.isalnum()


@given(st.text(st.characters(codec=None, categories=["Cs", "Cc", "Cf", "L"]), max_size=50))
def test_cleaned_text_can_be_stored(text: str) -> None:
    assert "\x00" not in clean(text)
    clean(text).encode()
