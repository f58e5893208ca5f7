"""What people call a thing finds it, in each language of the demo city."""

import pytest

from tests.api.asking import ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "fr", "en", "de"])
def test_id_finds_the_identity_card_first(language: str) -> None:
    assert ask("search", q="ID", lang=language)["items"][0]["key"] == "identity-card"


@pytest.mark.parametrize(
    ("language", "word"), [("en", "garbage"), ("en", "trash"), ("nl", "vuilnis"), ("fr", "poubelle"), ("de", "Müll")]
)
def test_a_word_for_waste_is_not_read_as_another(language: str, word: str) -> None:
    assert ask("search", q=word, lang=language)["items"][0]["key"] == "bulky-waste"
