"""What people type into a form comes back under words that they know."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import PACKAGE
from zenne.accounts.kept_forms import is_secret
from zenne.core.access.public import words_of_field

FORM = re.compile(r'<form[^>]*method="post"[^>]*action="{% url "([\w:-]+)"(.*?)</form>', re.DOTALL)
FIELD = re.compile(r'<(?:input|textarea|select|button)(?![^>]*type="hidden")[^>]*\sname="([\w-]+)"')
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))


def fields_of(template: Path) -> set[tuple[str, str]]:
    """The address and the name of each field that a template shows in a form."""
    return {(route, name) for route, form in FORM.findall(template.read_text()) for name in FIELD.findall(form)}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.name)
def test_every_field_that_people_fill_in_has_words_under_which_it_comes_back(template: Path) -> None:
    assert not [
        f"{route}: {name}"
        for route, name in sorted(fields_of(template))
        if words_of_field(route, name) is None and not is_secret(name)
    ]


def test_the_rule_itself_sees_fields_in_forms() -> None:
    assert ("outbox:close", "because") in set().union(*map(fields_of, TEMPLATES))
