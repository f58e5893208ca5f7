"""Whatever is typed: an answer, no error, no injection."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zenne.core.search.models import IndexedDocument
from zenne.core.search.public import search
from zenne.core.search.tests.builders import SERVICES, found, index

pytestmark = pytest.mark.django_db

SYNTAX = ['"', "*", "^", "-", "+", "(", ")", ":", "&", "|", "!", "<->", "'", "\\", "%", "%s", "{", "}", ";", "--", "/*"]
WORDS = [
    "NEAR",
    "AND",
    "OR",
    "NOT",
    "card",
    "identity",
    "title_tokens",
    "NEAR(a b, 3)",
    "<b>",
    "\x00",
    "\ud800",
    "\u202e",
]


@pytest.mark.parametrize(
    "query",
    [
        "card " * 2000, "x" * 10_000, "\x00", "\ud800", "\udfff card", "\u202e\u200f\u2066",
        '"', "*", "card*", "^card", "-card", "title_tokens: card", "NEAR(card identity)", "card AND", "OR", "NOT card",
        "(((((", ")", "card'; DROP TABLE x; --", "' OR '1'='1", "<script>alert(1)</script>", "{{ 7*7 }}",
        "%s %(x)s %", "\\", ":*", "a:b", "!card", "card & | !", "🏛️", "...!!!???", "\r\n\t",
        "ﷺ" * 200, "İ" * 300, "a\u0301" * 500, "card\x00identity", "0" * 200, "½ ² Ⅷ", "ß" * 40,
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "nl"])
def test_any_query_gets_an_answer(query: str, language: str) -> None:
    index(*SERVICES)
    results = search(query=query, language=language)
    assert results.total >= len(results.items)
    assert IndexedDocument.objects.count() == len(SERVICES)


def test_what_stands_around_the_words_does_not_matter() -> None:
    index(*SERVICES)
    assert found('  "identity" & (card*) : -- \u202e') == [("en", "identity-card")]
    assert found("card\x00identity") == [("en", "identity-card")]


@pytest.mark.parametrize("language", ["", "en' OR 1=1", "\x00", "\ud800", "EN", "x" * 1000, "en-gb"])
def test_any_language_gets_an_answer(language: str) -> None:
    index(*SERVICES)
    assert found("identity card", language) == [("en", "identity-card")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(st.sampled_from(SYNTAX + WORDS), st.text(max_size=12)), max_size=14).map(" ".join))
def test_no_mixture_of_syntax_and_text_is_an_error(query: str) -> None:
    if not IndexedDocument.objects.exists():
        index(*SERVICES)
    for hit in search(query=query, language="fr").items:
        assert "".join(map(str, hit.title_segments)) == hit.title
