"""Keeping the index in step with what it indexes."""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from zenne.core.search import registry
from zenne.core.search.models import IndexedDocument, VocabularyWord
from zenne.core.search.public import (
    DocumentError,
    IndexChange,
    SearchDocument,
    SearchSource,
    forget_documents,
    index_documents,
    register,
    reindex,
)
from zenne.core.search.tests.builders import SERVICES, document, found, index

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_sources", {})


def index_is_in_step() -> bool:
    """Whether the database's own index has exactly the documents of the table."""
    if connection.vendor == "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_index(search_index, rank) VALUES ('integrity-check', 1)")
        cursor.execute("SELECT count(*) FROM search_trigrams")
        return bool(cursor.fetchone()[0] == VocabularyWord.objects.count())


def test_indexing_twice_writes_nothing() -> None:
    assert index_documents("service", SERVICES) == IndexChange(written=len(SERVICES))
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert index_documents("service", SERVICES) == IndexChange()
    statements = [query["sql"] for query in captured.captured_queries]
    assert not [sql for sql in statements if sql.startswith(("INSERT", "UPDATE", "DELETE"))]


def test_only_what_differs_is_written() -> None:
    index(*SERVICES)
    before = dict(IndexedDocument.objects.values_list("pk", "title"))
    changed = document("Identity document", key="identity-card", synonyms=("ID",))
    assert index_documents("service", [changed, *SERVICES[1:]]) == IndexChange(written=1)
    assert set(before) == set(IndexedDocument.objects.values_list("pk", flat=True))
    assert found("document") == [("en", "identity-card")]
    assert found("carries") == []
    assert index_is_in_step()


def test_documents_that_are_gone_leave_the_index() -> None:
    index(*SERVICES)
    assert index_documents("service", SERVICES[:1]) == IndexChange(removed=len(SERVICES) - 1)
    assert found("parkeervergunning", "nl") == []
    assert index_is_in_step()


def test_other_kinds_are_left_alone() -> None:
    index(document("Library card"))
    index_documents("branch", [document("Library", kind="branch")])
    index()
    assert found("library") == [("en", "library")]


def test_forgotten_documents_are_gone_in_every_language() -> None:
    index(*SERVICES)
    assert forget_documents("service", ["identity-card", "unknown"]) == IndexChange(removed=4)
    assert found("eID") == []
    assert index_is_in_step()


def test_a_wrong_document_changes_nothing() -> None:
    index(*SERVICES)
    twice = [document("New thing"), document("New thing")]
    with pytest.raises(DocumentError) as error:
        index_documents("service", twice)
    assert error.value.code == "twice"
    with pytest.raises(DocumentError):
        index_documents("branch", [document("New thing")])
    assert IndexedDocument.objects.count() == len(SERVICES)
    assert index_is_in_step()


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "Öl"}, {"key": ""}, {"key": "a\x00"}, {"key": "a" * 201}, {"language": "EN"}, {"language": "en' OR 1"},
        {"path": "services"}, {"path": "/a\ud800"}, {"weight": 101}, {"weight": -1},
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_indexed_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(DocumentError) as error:
        document("Thing", **wrong)
    assert error.value.code in wrong


def test_a_rollback_takes_the_index_with_it() -> None:
    index(document("Library card"))
    with transaction.atomic():
        index(document("Sports card"))
        assert found("sports") == [("en", "sports-card")]
        transaction.set_rollback(True)
    assert found("sports") == []
    assert found("library") == [("en", "library-card")]
    assert index_is_in_step()


@pytest.mark.django_db(transaction=True)
def test_emptying_the_database_empties_the_index() -> None:
    index(*SERVICES)
    call_command("flush", interactive=False, verbosity=0)
    assert found("eID") == []
    assert index_is_in_step()
    index(document("Library card"))
    assert found("library") == [("en", "library-card")]
    assert index_is_in_step()


def test_documents_may_contain_anything() -> None:
    odd = "NUL \x00 surrogate \ud800 mark \u202e <script> ' \" \\ %s {} 🏛 " + "x" * 5000
    index(document(odd, key="odd", summary=odd, body=odd * 5, synonyms=(odd, "", " ")))
    assert found("surrogate") == [("en", "odd")]
    assert index_is_in_step()


def test_a_body_without_end_is_indexed_from_its_beginning() -> None:
    index(document("Long", body="beginning " + " ".join(f"ταυτότητα{number}" for number in range(20_000)) + " ending"))
    assert found("beginning") == [("en", "long")]
    assert found("ending") == []


def test_reindexing_brings_every_source_up_to_date_and_forgets_lost_kinds() -> None:
    shelf = [document("Library card")]
    register(SearchSource("service", lambda: list(shelf)))
    index_documents("lost", [document("Library of old", kind="lost")])
    assert reindex() == IndexChange(written=1, removed=1)
    assert reindex() == IndexChange()
    shelf[0] = document("Library pass", key="library-card")
    assert reindex() == IndexChange(written=1)
    assert found("library") == [("en", "library-card")]


def test_a_kind_has_one_source() -> None:
    def documents() -> Iterator[SearchDocument]:
        yield document("Library card")

    register(SearchSource("service", documents))
    register(SearchSource("service", documents))
    with pytest.raises(DocumentError, match="another source"):
        register(SearchSource("service", lambda: ()))
    with pytest.raises(DocumentError, match="no kind"):
        register(SearchSource("A kind", documents))
