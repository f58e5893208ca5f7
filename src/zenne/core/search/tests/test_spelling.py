import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import DamerauLevenshtein

from zenne.core.search.rules.spelling import KnownWord, allowed_distance, nearest, related


def known(word: str, language: str = "nl", frequency: int = 1) -> KnownWord:
    return KnownWord(word, word, language, frequency)


@pytest.mark.parametrize(("word", "distance"), [("abc", 0), ("abcd", 1), ("abcde", 1), ("abcdef", 2)])
def test_longer_words_may_have_more_mistakes(word: str, distance: int) -> None:
    assert allowed_distance(word) == distance


def test_the_nearest_word_is_meant() -> None:
    words = [known("paspoorten"), known("paspoort"), known("transport")]
    assert nearest("pasport", words, language="nl") == known("paspoort")


def test_of_equally_near_words_the_readers_language_then_the_more_frequent_is_meant() -> None:
    words = [known("parken", "de", 90), known("parker", "nl", 2), known("parket", "nl", 9)]
    assert nearest("parkex", words, language="nl") == known("parket", "nl", 9)


def test_short_words_are_not_corrected() -> None:
    assert nearest("kat", [known("kaat"), known("kast")], language="nl") is None


def test_a_part_stands_for_its_compounds() -> None:
    words = [known("parkeervergunning"), known("bouwvergunning", frequency=3), known("vergunnen")]
    assert [each.folded for each in related("vergunning", words)] == ["bouwvergunning", "parkeervergunning"]


def test_an_unknown_compound_stands_for_its_longest_parts() -> None:
    words = [known("vergunning"), known("parkeervergunning"), known("ning")]
    assert related("parkeervergunningsaanvraag", words) == (known("parkeervergunning"),)


@given(st.text("abcd", min_size=1, max_size=9), st.lists(st.text("abcd", min_size=4, max_size=9), max_size=20))
def test_the_nearest_word_is_within_the_allowed_distance_and_none_is_nearer(word: str, words: list[str]) -> None:
    meant = nearest(word, map(known, words), language="nl")
    distances = [DamerauLevenshtein.distance(word, each) for each in words if each != word]
    if meant is None:
        assert not any(distance <= allowed_distance(word) for distance in distances)
    else:
        assert DamerauLevenshtein.distance(word, meant.folded) == min(distances) <= allowed_distance(word)
