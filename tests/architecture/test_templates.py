"""Whatever people read in a template can be translated."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.template.base import DebugLexer, Token, TokenType

from tests.architecture.tree import PACKAGE

TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
TRANSLATED_BLOCKS = {"blocktranslate", "blocktrans", "comment"}
READ_ALOUD = {"alt", "title", "placeholder", "aria-label", "aria-description"}
SILENT_TAGS = {"script", "style", "code"}
VOID_TAGS = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ENTITY = re.compile(r"&#?\w+;")
VARIABLE = "\N{OBJECT REPLACEMENT CHARACTER}"


class Visible(HTMLParser):
    """Collects what is shown or read aloud in the reader's language.

    What stands in ``code`` is the same in every language. An element with a language of its own, ``lang="en"``, is for
    values that exist in that language only: words of a template are none.
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[str] = []
        self.open: list[tuple[str, bool]] = []

    @property
    def is_silent(self) -> bool:
        return any(silent for _, silent in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self.is_silent:
            self.found += [value for name, value in attrs if name in READ_ALOUD and value]
        if tag not in VOID_TAGS:
            self.open.append((tag, tag in SILENT_TAGS))

    def handle_endtag(self, tag: str) -> None:
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        if not self.is_silent:
            self.found.append(data)


def without_template_language(text: str) -> str:
    """The HTML of a template; variables and tags are one mark each, what is translated is left out."""
    return "".join(literal_parts(DebugLexer(text).tokenize()))


def literal_parts(tokens: list[Token]) -> Iterator[str]:
    inside = ""
    for token in tokens:
        name = token.contents.split()[0] if token.token_type == TokenType.BLOCK else ""
        if inside:
            inside = "" if name == f"end{inside}" else inside
        elif name in TRANSLATED_BLOCKS:
            inside = name
        elif token.token_type == TokenType.TEXT:
            yield token.contents
        elif token.token_type == TokenType.VAR:
            yield VARIABLE


def words_outside_gettext(text: str) -> list[str]:
    """The texts of a template that contain a letter and pass no translation."""
    visible = Visible()
    visible.feed(without_template_language(text))
    visible.close()
    return [found.strip() for found in visible.found if re.search(r"[^\W\d_]", ENTITY.sub("", found))]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_words_stand_outside_gettext(file: Path) -> None:
    assert words_outside_gettext(file.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.name)
def test_no_script_or_style_stands_in_a_template(file: Path) -> None:
    html = without_template_language(file.read_text(encoding="utf-8"))

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", html, re.IGNORECASE)
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", html)


def test_the_rule_itself_sees_texts_and_attributes() -> None:
    assert words_outside_gettext('<p>{% translate "Hello" %} · {{ name }} 12</p>') == []
    assert words_outside_gettext("<p>{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}</p>") == []
    assert words_outside_gettext("<p>Hello {{ name }}</p>") == [f"Hello {VARIABLE}"]
    assert words_outside_gettext('<a aria-label="Close">×</a>') == ["Close"]
    assert words_outside_gettext('<p lang="en">Fields</p><br><p>Words <code>GET</code></p>') == ["Fields", "Words"]
    assert words_outside_gettext('<p lang="en">{{ summary }}</p>') == []


WRITTEN_BY_LANGUAGE = re.compile(r"(?:[ljFY ]+[FY],? )?H:i")
AS_DATA = {"Y-m-d H:i", "j F Y, H:i:s", "G"}
"""Values, a moment to the second, and the hours below a picture."""


def test_templates_leave_the_way_of_writing_a_clock_to_the_language() -> None:
    """``date:"H:i"`` becomes "8.30" or "8h30"; ``time``, and other forms with a clock, would be alike everywhere."""
    forms = {
        (file.name, name, form)
        for file in TEMPLATES
        for name, form in re.findall(r'\|(date|time):"([^"]*)"', file.read_text(encoding="utf-8"))
    }
    assert len(forms) > 20
    assert not [
        (file, name, form)
        for file, name, form in forms
        if name == "time"
        or (re.search("[GgHhPi]|TIME", form) and form not in AS_DATA and not WRITTEN_BY_LANGUAGE.fullmatch(form))
    ]
