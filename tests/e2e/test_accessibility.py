"""Every kind of page against the rules of axe-core, on a desk in light and on a telephone in dark."""

import pytest

from tests.e2e.conftest import Visitor
from tests.e2e.looking import violations
from tests.e2e.pages import EVERY_PAGE, OF_HALLS
from tests.e2e.visits import HEIGHT, PHONE

LANGUAGES = ("nl", "fr", "en", "de")
IN_A_LANGUAGE = [
    pytest.param(f"/{LANGUAGES[number % len(LANGUAGES)]}{page.values[0]}", *page.values[1:], id=page.id)
    for number, page in enumerate([*EVERY_PAGE, *OF_HALLS])
]


@pytest.mark.parametrize(("path", "status"), IN_A_LANGUAGE)
def test_axe_finds_nothing(visitor: Visitor, path: str, status: int) -> None:
    visit = visitor(reduced_motion="reduce", color_scheme="light")
    page = visit.go(path, status=status)
    found = {"light, desk": violations(page)}
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": PHONE, "height": HEIGHT})
    found["dark, telephone"] = violations(page)
    assert {where: what for where, what in found.items() if what} == {}


def test_axe_looks_again_when_something_on_the_page_is_built_otherwise(visitor: Visitor) -> None:
    page = visitor().go("/en/search/")
    assert violations(page) == []
    page.evaluate("document.querySelectorAll('main label').forEach(label => label.remove())")
    assert any(line.startswith("label: ") for line in violations(page))
