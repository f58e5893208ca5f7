from hypothesis import given
from hypothesis import strategies as st

from zenne.core.search.rules.reading import corrected_text, read_query
from zenne.core.search.rules.stems import stem


def test_stop_words_are_not_looked_up() -> None:
    looked_up = read_query("hoe kan ik mijn adres wijzigen").lookups("nl")
    assert [each.tokens for each in looked_up] == [(f"nl0{stem(word, 'nl')}",) for word in ("adres", "wijzigen")]


def test_a_query_of_stop_words_alone_is_looked_up() -> None:
    assert len(read_query("to be or not").lookups("en")) == 4


def test_only_the_last_word_may_be_unfinished() -> None:
    first, last = read_query("parking perm").lookups("en")
    assert (first.beginning, last.beginning) == (None, "en0perm")


def test_one_letter_is_no_beginning() -> None:
    assert read_query("a").lookups("xx")[0].beginning is None


def test_a_correction_keeps_the_rest_of_the_text() -> None:
    query = read_query("  Carte d'idantité, svp ")
    assert corrected_text(query, {1: "identité"}) == "Carte d'identité, svp"


@given(st.text(max_size=3000))
def test_no_more_than_twelve_words_of_two_hundred_characters_are_read(text: str) -> None:
    query = read_query(text)
    assert len(query.terms) <= 12
    assert all(term.word.end <= 200 * 4 for term in query.terms)
    assert sum(term.is_last for term in query.terms) == bool(query.terms)
