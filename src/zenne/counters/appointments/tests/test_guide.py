"""The guide for residents: in every language it calls buttons and links as the pages do."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation
from django.utils.html import escape

GUIDE = Path(__file__).parents[1] / "templates" / "appointments" / "guide.html"
SENTENCES = re.findall(r'{% translate "([^"]+)" %}', GUIDE.read_text(encoding="utf-8"))
LANGUAGES = [code for code, _name in settings.LANGUAGES]
pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_guide_tells_people_to_choose_is_called_so_on_the_pages(language: str) -> None:
    named = {(sentence, words) for sentence in SENTENCES for words in re.findall("“([^”]+)”", sentence)}
    example = "Probably 12 to 20 minutes"
    assert len(named) > 5
    with translation.override(language):
        assert [
            words
            for sentence, words in named
            if words != example and translation.gettext(words) not in translation.gettext(sentence)
        ] == []
        waiting = translation.gettext("Probably %(low)s to %(high)s minutes") % {"low": 12, "high": 20}
        assert any(waiting in translation.gettext(sentence) for sentence in SENTENCES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_resident_finds_the_guide_in_their_language(language: str) -> None:
    client = Client()
    assert f'href="/{language}/appointments/guide/"' in client.get(f"/{language}/appointments/").content.decode()
    assert f'href="/{language}/appointments/guide/"' in client.get(f"/{language}/").content.decode()
    page = client.get(f"/{language}/appointments/guide/").content.decode()
    with translation.override(language):
        assert all(escape(translation.gettext(sentence)) in page for sentence in SENTENCES)
