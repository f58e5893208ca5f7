from hypothesis import given
from hypothesis import strategies as st

from zenne.core.search.rules.highlight import segments_of
from zenne.core.search.rules.reading import read_query
from zenne.core.search.rules.words import clean


def marked(text: str, query: str, language: str) -> str:
    segments = segments_of(text, query=read_query(query), language=language)
    return "".join(f"[{segment}]" if segment.is_match else str(segment) for segment in segments)


def test_other_forms_of_a_word_are_marked() -> None:
    assert marked("You have moved; moving is easy.", "move", "en") == "You have [moved]; [moving] is easy."


def test_accents_and_elisions_do_not_matter() -> None:
    assert marked("La carte d'identité", "l'identite", "fr") == "La carte d'[identité]"


def test_words_that_begin_with_the_last_one_are_marked() -> None:
    assert marked("Parkeervergunning aanvragen", "parkeer", "nl") == "[Parkeervergunning] aanvragen"


def test_stop_words_are_not_marked() -> None:
    assert marked("The card of the city", "the card", "en") == "The [card] of the city"


def test_markup_stays_text() -> None:
    assert marked("<b>card</b>", "<b>card", "en") == "<[b]>[card]</[b]>"


@given(st.text(max_size=100), st.text(max_size=30))
def test_the_pieces_joined_are_the_text(text: str, query: str) -> None:
    segments = segments_of(clean(text), query=read_query(query), language="en")
    assert "".join(map(str, segments)) == clean(text)
