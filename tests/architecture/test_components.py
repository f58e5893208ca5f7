"""The page of components has every part that a page of people is made of."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.architecture.tree import PACKAGE

TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
ATTRIBUTE = re.compile(r"""\bclass=(?:"((?:[^"{]|\{%.*?%\}|\{\{.*?\}\}|\{)*)"|'([^']*)')""", re.DOTALL)
CODE = re.compile(r"\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
ICON_CLASS = re.compile(r"\{% icon [^%]*?\"(z-[\w-]+)\"")
CLASS_NAME = re.compile(r"(?:z|utrecht)-[a-z0-9_-]*[a-z0-9]")


def class_names(html: str) -> Iterator[str]:
    """The names of the house's and of Utrecht's classes in a template or a page."""
    for double, single in ATTRIBUTE.findall(html):
        yield from filter(CLASS_NAME.fullmatch, CODE.sub(" ", double or single).split())
    yield from ICON_CLASS.findall(html)


@pytest.mark.django_db
def test_every_class_of_a_template_is_on_the_page_of_components(client: Client) -> None:
    shown = set(class_names(client.get("/en/components/").content.decode()))
    missing = {
        name: template.relative_to(PACKAGE).as_posix()
        for template in TEMPLATES
        for name in class_names(template.read_text(encoding="utf-8"))
        if name not in shown
    }
    assert missing == {}


def test_names_are_found_beside_and_around_the_language_of_templates() -> None:
    html = """<p class="z-a{% if b == "c" %} z-b{% endif %} utrecht-c--{% if x %}d{% endif %}-e">{% icon "x" "z-f" %}"""
    assert set(class_names(html)) == {"z-a", "z-b", "z-f"}
