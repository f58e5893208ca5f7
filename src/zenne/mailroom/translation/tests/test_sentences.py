"""A text is cut into sentences and loses nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.mailroom.translation.rules.sentences import LONGEST_SENTENCE, cut, is_language


@given(st.text(alphabet="ab .!\n\t?é1", max_size=3_000))
def test_what_is_cut_is_the_same_text_when_put_together(text: str) -> None:
    assert "".join(sentence + space for sentence, space in cut(text)) == text


@given(st.text(alphabet="ab .", min_size=300, max_size=3_000))
def test_no_sentence_is_longer_than_models_can_translate(text: str) -> None:
    assert max(len(sentence) for sentence, _ in cut(text)) <= LONGEST_SENTENCE


def test_sentences_and_lines_are_told_apart() -> None:
    assert cut("Dag Ann.\n\nKom morgen. Tot dan!\nJonas") == [
        ("Dag Ann.", "\n\n"),
        ("Kom morgen.", " "),
        ("Tot dan!", "\n"),
        ("Jonas", ""),
    ]


@pytest.mark.parametrize(
    ("sentence", "has_words"),
    [
        ("Kom morgen.", True),
        ("02 123 45 67", False),
        ("https://city.example/nl/services/", False),
        ("ann@example.org", False),
        ("Zie www.city.example", True),
        ("", False),
    ],
)
def test_numbers_and_addresses_are_not_translated(sentence: str, has_words: bool) -> None:
    assert is_language(sentence) is has_words
