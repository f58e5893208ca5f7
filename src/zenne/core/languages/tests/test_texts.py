"""A text in several languages, in memory and in the database."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import connection, models
from django.db.models import Value
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from zenne.core.languages.public import PartsField, ShownText, Translated, TranslatedField

codes = st.sampled_from(["nl", "fr", "en", "de", "es", "ar", "zgh"])
storable = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
texts = st.lists(st.tuples(codes, storable), max_size=7, unique_by=lambda pair: pair[0]).map(Translated)


@dataclass(frozen=True, slots=True)
class Fee:
    """A part of a record."""

    key: str
    amount: Decimal
    text: Translated
    note: str | None = None


fees = st.builds(Fee, storable, st.decimals(0, 10_000, places=2, allow_nan=False), texts, st.none() | storable)


def test_the_readers_language_goes_first_then_the_order_of_the_texts() -> None:
    text = Translated({"nl": "Reispas", "fr": "Passeport"})

    assert text.shown_in("fr") == ShownText("Passeport", "fr", is_fallback=False)
    assert text.shown_in("de") == ShownText("Reispas", "nl", is_fallback=True)
    assert Translated().shown_in("de") == ShownText("", "de", is_fallback=False)


def test_as_a_string_it_is_in_the_active_language() -> None:
    text = Translated({"nl": "Reispas", "fr": "Passeport"})

    with translation.override("fr"):
        assert f"{text}" == "Passeport"
    with translation.override("de"):
        assert f"{text}" == "Reispas"


def test_an_empty_text_is_no_text() -> None:
    assert list(Translated({"nl": "", "fr": "Passeport"})) == ["fr"]


def test_another_order_is_another_text() -> None:
    one, other = Translated({"nl": "A", "fr": "B"}), Translated({"fr": "B", "nl": "A"})

    assert one != other
    assert one == Translated([("nl", "A"), ("fr", "B")])
    assert hash(one) == hash(Translated([("nl", "A"), ("fr", "B")]))


@given(texts)
def test_a_text_survives_json(text: Translated) -> None:
    adapter = TypeAdapter(Translated)

    assert adapter.validate_json(adapter.dump_json(text)) == text


def from_database(field: models.JSONField, value: object) -> object:
    """Send a value to the database as a parameter of its JSON type, and read back what the field makes of it."""
    parameter = field.get_db_prep_value(value, connection)
    cast = "CAST(%s AS jsonb)" if connection.vendor == "postgresql" else "json(%s)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {cast}", [parameter])
        [answer] = cursor.fetchone()
    return field.from_db_value(answer, Value(None), connection)


@pytest.mark.django_db
@given(texts)
def test_a_text_survives_the_database_with_its_order(text: Translated) -> None:
    assert from_database(TranslatedField(), text) == text


@pytest.mark.django_db
@given(st.lists(fees, max_size=3).map(tuple))
def test_parts_survive_the_database_with_their_types(parts: tuple[Fee, ...]) -> None:
    assert from_database(PartsField(Fee), parts) == parts


def test_migrations_know_only_a_json_column() -> None:
    for field in (TranslatedField(), PartsField(Fee)):
        _, path, arguments, _ = field.deconstruct()

        assert path.startswith("zenne.core.languages.fields.")
        assert arguments == []
