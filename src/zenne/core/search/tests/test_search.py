"""Finding: language, forms, ranking, pages."""

import pytest
from pytest_django import DjangoAssertNumQueries

from zenne.core.search.public import SearchDocument, index_documents, search
from zenne.core.search.tests.builders import SERVICES, document, found, index

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "query", "key"),
    [
        ("en", "identity cards", "identity-card"),
        ("en", "moved", "change-of-address"),
        ("nl", "verhuizing", "change-of-address"),
        ("nl", "VERHUIZEN", "change-of-address"),
        ("nl", "kaarten Belgen", "identity-card"),
        ("fr", "demenagement", "change-of-address"),
        ("fr", "l'identite", "identity-card"),
        ("fr", "récentes photos", "identity-card"),
        ("de", "Haus", "marriage"),
        ("de", "strasse", "marriage"),
        ("de", "eheschliessung", "marriage"),
        ("de", "Ausweise", "identity-card"),
    ],
)
def test_forms_accents_and_case_do_not_matter(language: str, query: str, key: str) -> None:
    index(*SERVICES)
    assert found(query, language)[0] == (language, key)


def test_the_last_word_may_be_unfinished() -> None:
    index(*SERVICES)
    assert found("parkeerv", "nl") == [("nl", "parking-permit")]
    assert found("change of addr") == [("en", "change-of-address")]


def test_every_word_is_wanted() -> None:
    index(*SERVICES)
    assert {key for _, key in found("carte", "fr")} == {"identity-card", "parking-permit"}
    assert found("carte stationnement", "fr") == [("fr", "parking-permit")]


def test_one_word_is_enough_when_no_document_has_all() -> None:
    index(*SERVICES)
    assert found("how do I report that I moved with my elephant") == [("en", "change-of-address")]


def test_title_counts_more_than_synonym_than_summary_than_body() -> None:
    index(
        document("Aa one", key="body", body="permit"),
        document("Bb two", key="summary", summary="permit"),
        document("Cc three", key="synonyms", synonyms=("permit again",)),
        document("Permit four", key="title"),
        *(document(f"Filler {number}") for number in range(20)),
    )
    assert [key for _, key in found("permit")] == ["title", "synonyms", "summary", "body"]


def test_an_exact_title_or_synonym_comes_first() -> None:
    index(
        document(
            "Card for the library, the card of cards", key="often", summary="card card", body="card " * 9, weight=100
        ),
        document("Library card", key="title"),
        document("Something else", key="synonym", synonyms=("Card",)),
    )
    first = search(query="cards", language="en").items[0]
    assert (first.key, first.is_exact) == ("synonym", True)
    assert found("library card")[0] == ("en", "title")


def test_what_people_need_more_often_comes_first_among_equals() -> None:
    index(
        document("Parking permit", key="seldom", weight=5, summary="For traders at the market"),
        document("Parking permit", key="often", weight=90, summary="For traders at the market"),
    )
    assert [key for _, key in found("parking")] == ["often", "seldom"]


def test_other_languages_follow_when_the_readers_own_has_few() -> None:
    index(*SERVICES)
    assert [key for _, key in found("verhuizen", "en")] == ["change-of-address"]
    assert found("parkeervergunning", "de") == [("nl", "parking-permit")]


def test_each_thing_comes_once_and_in_the_readers_language_where_it_can() -> None:
    index(*SERVICES)
    assert found("eID", "fr") == [("fr", "identity-card")]
    results = search(query="photo", language="en")
    assert (results.total, results.items[0].language) == (1, "en")


def test_what_is_found_in_another_language_is_shown_in_the_readers_where_it_can() -> None:
    french = document("Passeport", key="passport", language="fr", path="/fr/passeport/", summary="Pour voyager.")
    index(document("Passport", key="passport"), french, document("Passport photos", key="photos"))
    hits = search(query="passport", language="fr").items
    assert [(hit.language, hit.title) for hit in hits] == [("fr", "Passeport"), ("en", "Passport photos")]
    assert (hits[0].summary, hits[0].path) == ("Pour voyager.", "/fr/passeport/")
    assert hits[0].is_exact


def test_other_languages_stay_away_when_the_readers_own_has_enough() -> None:
    ours = [document(f"Permit {number}", key=f"ours-{number}") for number in range(5)]
    index(*ours, document("Permit français", key="theirs", language="fr"))
    assert {language for language, _ in found("permit")} == {"en"}


def test_only_the_wanted_kinds_are_found() -> None:
    index(document("Library card"))
    index_documents("branch", [document("Library", kind="branch")])
    assert {key for _, key in found("library")} == {"library-card", "library"}
    assert found("library", kinds=("branch",)) == [("en", "library")]
    assert found("library", kinds=()) == []
    assert found("library", kinds=("no such kind\x00",)) == []


@pytest.mark.parametrize("language", ["en", "nl"])
def test_pages_follow_each_other_and_know_the_total(language: str) -> None:
    index(*(document(f"Permit number {number}", key=f"{number:02}") for number in range(4 if language == "nl" else 25)))
    whole = found("permit", language, limit=100)
    pages = [search(query="permit", language=language, limit=2, offset=offset) for offset in range(0, len(whole), 2)]
    assert [(hit.language, hit.key) for page in pages for hit in page.items] == whole
    assert {page.total for page in pages} == {len(whole)}


def test_a_page_beyond_the_last_is_empty_and_knows_the_total() -> None:
    index(*SERVICES)
    results = search(query="carte", language="fr", offset=500)
    assert (results.items, results.total) == ((), 2)


def test_limit_and_offset_beyond_reason_are_brought_back() -> None:
    index(*SERVICES)
    assert len(found("carte", "fr", limit=0)) == 1
    assert len(found("carte", "fr", limit=10**12, offset=-(10**12))) == 2
    assert found("carte", "fr", offset=10**30) == []


def test_a_hit_tells_what_was_looked_for() -> None:
    index(*SERVICES)
    hit = search(query="identite", language="fr").items[0]
    assert [(segment.text, segment.is_match) for segment in hit.title_segments] == [
        ("Carte d'", False),
        ("identité", True),
    ]
    assert "".join(map(str, hit.summary_segments)) == hit.summary


@pytest.mark.parametrize("size", [10, 300])
def test_a_search_without_typos_takes_one_query_or_two(
    size: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    index(*SERVICES, *(document(f"Permit {number}", body=f"word{number}") for number in range(size)))
    with django_assert_num_queries(1):
        search(query="permit", language="en")
    with django_assert_num_queries(2):
        search(query="identity card", language="en")
    with django_assert_num_queries(2):
        search(query="verhuizen", language="en")


def test_nothing_typed_asks_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(0):
        assert search(query=" \t.,;!?", language="en").total == 0


def test_a_language_that_the_interface_lacks_is_found_by_its_own_readers() -> None:
    turkish: SearchDocument = document("Kimlik kartı", key="identity-card", language="tr")
    index(turkish)
    assert found("kimlik karti", "tr") == [("tr", "identity-card")]
