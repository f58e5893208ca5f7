"""Signs that languages set differently are part of a sentence: in French, a space stands before some of them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.base import DebugLexer, Token, TokenType

from tests.architecture.tree import PACKAGE, ROOT
from zenne.core.languages.catalogues import read_catalogue

TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
SENTENCES = {"blocktranslate": "endblocktranslate", "blocktrans": "endblocktrans", "comment": "endcomment"}
SIGN_FIRST = re.compile(r"(?:</\w+>)*[:;!?](?=[\s<\"'])")
WITHOUT_SPACE = re.compile(r"(?<![\u00a0\u202f])[:;!?](?=[\s”»)]|$)")
CODE = re.compile(r"\b(?:person|key|Authorization):|\"\w+\":")
"""What is typed as it stands, in every language."""
BREAKING_SPACE = re.compile(r"\S* (?=[:;!?»](?:\s|$))|« ", re.MULTILINE)
FRENCH_OF_CITIES = sorted((ROOT / "cities").rglob("fr.yaml"))
FRENCH = Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.po"


def signs_outside_sentences(text: str) -> list[str]:
    """The texts of a template that begin with such a sign, right behind a variable or the end of a sentence."""
    found, until, before = [], "", None
    for token in DebugLexer(text).tokenize():
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if until:
            until = "" if name == until else until
        elif name in SENTENCES:
            until = SENTENCES[name]
        elif is_text(token) and before is not None and not is_text(before) and SIGN_FIRST.match(token.contents):
            found.append(token.contents.strip()[:60])
        before = token
    return found


def is_text(token: Token) -> bool:
    return token.token_type == TokenType.TEXT


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_sign_stands_behind_a_sentence_or_a_variable(file: Path) -> None:
    """``{% colon %}`` writes the one that is needed between two things that are no sentence together."""
    assert signs_outside_sentences(file.read_text(encoding="utf-8")) == []


def test_the_rule_itself_sees_signs_between_things_and_none_of_sentences() -> None:
    assert signs_outside_sentences("<p>{{ name }}: {{ value }}</p>") == [":"]
    assert signs_outside_sentences('<p><b>{% translate "Open" %}</b>: {{ hours }}</p>') == ["</b>:"]
    assert signs_outside_sentences("{% blocktranslate %}Desk {{ desk }}{% endblocktranslate %}; {{ name }}") == [";"]
    assert signs_outside_sentences("{% blocktranslate %}Desk {{ desk }}: open{% endblocktranslate %}") == []
    assert signs_outside_sentences('<p>{{ name }}{% colon %} {{ value }} <a href="{{ page }}?q={{ query }}">') == []
    assert signs_outside_sentences("<th>{{ hour }}:00</th>") == []


def test_french_has_a_space_that_does_not_break_before_double_signs() -> None:
    catalogue = read_catalogue(FRENCH, language="fr")
    texts = [
        text
        for message in catalogue
        if message.id
        for text in ([message.string] if isinstance(message.string, str) else message.string)
    ]

    assert len(texts) > 1_000
    assert not [text for text in texts if WITHOUT_SPACE.search(CODE.sub("", text))]
    assert WITHOUT_SPACE.search("Vraiment ?")
    assert not WITHOUT_SPACE.search("Vraiment\u00a0?")


@pytest.mark.parametrize("file", FRENCH_OF_CITIES, ids=lambda file: str(file.relative_to(ROOT / "cities").parent))
def test_no_line_of_a_city_in_french_breaks_before_a_double_sign(file: Path) -> None:
    assert not BREAKING_SPACE.findall(file.read_text(encoding="utf-8"))
