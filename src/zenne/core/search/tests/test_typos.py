import pytest

from zenne.core.search.models import VocabularyWord
from zenne.core.search.public import search
from zenne.core.search.tests.builders import SERVICES, document, found, index

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("language", "query", "corrected", "key"),
    [
        ("en", "identty", "identity", "identity-card"),
        ("en", "idnetity crad", "identity card", "identity-card"),
        ("en", "phtoo", "photo", "identity-card"),
        ("nl", "identitetskart", "identiteitskaart", "identity-card"),
        ("nl", "parkervergunning", "parkeervergunning", "parking-permit"),
        ("fr", "Carte d'idantité", "Carte d'identité", "identity-card"),
        ("fr", "stasionnement", "stationnement", "parking-permit"),
        ("de", "Personalaussweis", "personalausweis", "identity-card"),
    ],
)
def test_a_typo_is_read_as_what_was_meant(language: str, query: str, corrected: str, key: str) -> None:
    index(*SERVICES)
    results = search(query=query, language=language)
    assert results.corrected == corrected
    assert (results.items[0].language, results.items[0].key) == (language, key)


@pytest.mark.parametrize(
    ("mistyped", "meant"), [("hius", "huis"), ("huos", "huis"), ("huius", "huis"), ("gmeente", "gemeente")]
)
def test_short_words_are_corrected_among_many(mistyped: str, meant: str) -> None:
    others = ("hier", "hilde", "hond", "hoed", "haast", "duizend", "gras", "dus", "gemak", "meer", "mens", "geest")
    index(
        document("Huis van de gemeente", language="nl", key="house"),
        *(document(each, language="nl") for each in others),
    )
    results = search(query=mistyped, language="nl")
    assert (results.corrected, results.items[0].key) == (meant, "house")


def test_a_known_word_is_not_corrected() -> None:
    index(document("Card"), document("Cart"))
    results = search(query="cart", language="en")
    assert (results.corrected, [hit.key for hit in results.items]) == (None, ["cart"])


def test_a_word_known_in_another_language_is_not_corrected() -> None:
    index(document("Passport"), document("Passeport", language="fr", key="passeport"))
    results = search(query="passeport", language="en")
    assert (results.corrected, results.items[0].language) == (None, "fr")


def test_three_letters_are_not_corrected() -> None:
    index(document("Cart"))
    assert search(query="crt", language="en").total == 0


def test_nonsense_is_not_corrected() -> None:
    index(*SERVICES)
    results = search(query="zzyzzyxx qqwwkkjj", language="en")
    assert (results.total, results.corrected) == (0, None)


def test_nothing_is_said_to_be_corrected_when_nothing_was_found() -> None:
    index(*SERVICES)
    assert search(query="identty", language="en", kinds=("branch",)).corrected is None


def test_a_part_finds_the_compounds_it_is_in() -> None:
    index(*SERVICES)
    results = search(query="vergunning", language="nl")
    assert (results.corrected, results.items[0].key) == (None, "parking-permit")


def test_an_unknown_compound_finds_its_known_part() -> None:
    index(*SERVICES)
    assert found("parkeervergunningsaanvraag", "nl")[0] == ("nl", "parking-permit")


def test_the_vocabulary_counts_documents_and_forgets_words() -> None:
    index(document("Library card"), document("Library desk"))
    assert dict(VocabularyWord.objects.values_list("word", "frequency")) == {"library": 2, "card": 1, "desk": 1}
    index(document("Library desk"), document("Sports desk"))
    assert dict(VocabularyWord.objects.values_list("word", "frequency")) == {"library": 1, "desk": 2, "sports": 1}
    index()
    assert not VocabularyWord.objects.exists()
