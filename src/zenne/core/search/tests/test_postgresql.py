"""What only PostgreSQL does."""

import pytest
from django.db import connection

from zenne.core.search.public import search
from zenne.core.search.tests.builders import SERVICES, index

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


@pytest.fixture(autouse=True)
def only_postgresql() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("runs on PostgreSQL: set ZENNE_TEST_DATABASE_URL")


@pytest.mark.parametrize(
    ("query", "corrected", "key"),
    [
        ("identitetskaart", "identiteitskaart", "identity-card"),
        ("vergunning", None, "parking-permit"),
        ("parkeervergunningsaanvraag", None, "parking-permit"),
    ],
)
def test_typos_are_corrected_without_the_trigram_extension(query: str, corrected: str | None, key: str) -> None:
    index(*SERVICES)
    with connection.cursor() as cursor:
        cursor.execute("DROP EXTENSION pg_trgm CASCADE")
    results = search(query=query, language="nl")
    assert (results.corrected, results.items[0].key) == (corrected, key)


def test_a_search_uses_the_index() -> None:
    index(*SERVICES)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN SELECT id FROM search_indexeddocument WHERE vector @@ '''en0card'''::tsquery")
        assert "search_index" in "\n".join(row[0] for row in cursor.fetchall())
