"""The guide for stewards: in every language it calls buttons and fields as the pages do."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.html import escape

from zenne.dataportal.tests.browsers import browser_of

GUIDE = Path(__file__).parents[1] / "templates" / "dataportal" / "staff" / "guide.html"
SENTENCES = re.findall(r'{% translate "([^"]+)" %}', GUIDE.read_text(encoding="utf-8"))
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_what_the_guide_tells_people_to_choose_is_called_so_on_the_pages(language: str) -> None:
    named = {(sentence, words) for sentence in SENTENCES for words in re.findall("“([^”]+)”", sentence)}
    assert len(named) > 10
    with translation.override(language):
        assert [
            words for sentence, words in named if translation.gettext(words) not in translation.gettext(sentence)
        ] == []


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_steward_finds_the_guide_in_their_language(language: str) -> None:
    steward = browser_of("Sofia", role="data-steward")
    assert f'href="/{language}/staff/data/guide/"' in steward.get(f"/{language}/staff/data/").content.decode()
    page = steward.get(f"/{language}/staff/data/guide/").content.decode()
    with translation.override(language):
        assert all(escape(translation.gettext(sentence)) in page for sentence in SENTENCES)


def test_the_guide_is_for_stewards() -> None:
    assert Client().get("/en/staff/data/guide/").status_code == 302
    assert browser_of("Jonas", role="desk-worker").get("/en/staff/data/guide/").status_code == 403
