from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import RequestFactory
from django.utils import translation
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pydantic import ValidationError
from pytest_django import Settings

from zenne.core.languages.public import Translated
from zenne.core.rest.interface import without_null
from zenne.core.rest.mistakes import mistake_of
from zenne.core.rest.moments import writable
from zenne.core.rest.public import InLanguage, Paged

NAME = Translated({"nl": "Paspoort", "fr": "Passeport"})
BRUSSELS = ZoneInfo("Europe/Brussels")


@pytest.mark.parametrize(
    ("lang", "texts"),
    [(None, {"nl": "Paspoort", "fr": "Passeport"}), ("fr", {"fr": "Passeport"}), ("en", {"nl": "Paspoort"})],
)
def test_texts_are_an_object_in_every_case(lang: str | None, texts: dict[str, str], settings: Settings) -> None:
    settings.LANGUAGES = [("nl", "Nederlands"), ("fr", "Français"), ("en", "English")]
    assert InLanguage(lang=lang).texts(NAME) == texts
    assert InLanguage(lang=lang).texts(Translated()) == {}


def test_a_language_without_an_interface_is_refused(settings: Settings) -> None:
    settings.LANGUAGES = [("nl", "Nederlands"), ("fr", "Français")]
    with pytest.raises(ValidationError, match="Choose one of: nl, fr"):
        InLanguage(lang="en")


@hypothesis_settings(deadline=None)
@given(total=st.integers(0, 500), limit=st.integers(1, 100))
def test_following_next_gives_everything_once(total: int, limit: int) -> None:
    seen: list[int] = []
    request: Any = RequestFactory().get("/things", {"limit": limit})
    while True:
        question = Paged(limit=limit, offset=int(request.GET.get("offset", 0)))
        seen += question.page(range(total))
        address = question.next_link(request, total=total)
        if address is None:
            break
        request = RequestFactory().get(address)
    assert seen == list(range(total))


def test_no_page_begins_beyond_the_last_offset() -> None:
    request = RequestFactory().get("/things")
    assert Paged(limit=100, offset=9_950).next_link(request, total=20_000) is None


@pytest.mark.parametrize(
    ("schema", "plain"),
    [
        ({"anyOf": [{"type": "string"}, {"type": "null"}], "title": "Q"}, {"type": "string", "title": "Q"}),
        ({"type": "integer"}, {"type": "integer"}),
        (
            {"anyOf": [{"type": "string"}, {"type": "integer"}]},
            {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        ),
    ],
)
def test_no_parameter_is_null(schema: dict[str, Any], plain: dict[str, Any]) -> None:
    assert without_null(schema) == plain


def test_a_moment_keeps_its_offset_unless_it_cannot_be_written() -> None:
    winter = datetime(2026, 12, 24, 16, tzinfo=BRUSSELS)
    assert writable(winter).isoformat() == "2026-12-24T16:00:00+01:00"
    before_standard_time = datetime(1850, 1, 1, 12, tzinfo=BRUSSELS)
    assert before_standard_time.isoformat().endswith("+00:17:30")
    assert writable(before_standard_time) == before_standard_time
    assert writable(before_standard_time).tzinfo == UTC


def test_a_rare_mistake_is_said_in_the_language_of_the_reader() -> None:
    with translation.override("nl"):
        mistake = mistake_of({"type": "odd_thing", "loc": ("query", "days"), "msg": "Odd", "ctx": {}})
    assert (mistake.code, mistake.message, mistake.field) == ("odd-thing", "Dit kan niet.", "days")
