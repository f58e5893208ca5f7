"""The ways that people take through the site."""

import re

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visitor
from tests.e2e.visits import DESKTOP, PHONE

everywhere = pytest.mark.parametrize(
    ("language", "width"), [(language, width) for language in ("nl", "fr", "en") for width in (PHONE, DESKTOP)]
)
WELCOME = {
    "nl": "Wat kunnen we voor u doen?",
    "fr": "Que pouvons-nous faire pour vous ?",
    "en": "What can we do for you?",
}
MOVING = {"nl": "Verhuizen", "fr": "Déménager", "en": "Moving home"}
ADDRESS = {"nl": "adres", "fr": "adresse", "en": "address"}


@everywhere
def test_a_first_visit_is_answered_in_the_language_of_the_browser(visitor: Visitor, language: str, width: int) -> None:
    visit = visitor(language=language, width=width)
    page = visit.go("/")
    assert visit.path == f"/{language}/"
    expect(page.locator("html")).to_have_attribute("lang", language)


def test_a_browser_in_an_unknown_language_gets_the_first_language_of_the_city(visitor: Visitor) -> None:
    visit = visitor(extra_http_headers={"Accept-Language": "tlh"})
    visit.go("/")
    assert re.fullmatch(r"/(nl|en)/", visit.path)


@everywhere
def test_from_a_life_event_to_a_service_to_a_branch_and_back(visitor: Visitor, language: str, width: int) -> None:
    visit = visitor(language=language, width=width)
    page = visit.go(f"/{language}/")
    page.get_by_role("main").get_by_role("link", name=MOVING[language]).first.click()
    assert visit.path == f"/{language}/life-events/moving/"
    expect(page.get_by_role("heading", level=1)).to_have_text(MOVING[language])

    page.get_by_role("main").locator("a[href$='/services/change-of-address/']").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(ADDRESS[language], re.IGNORECASE))

    page.locator("#where").locator("a[href*='/branches/']").first.click()
    assert visit.path.startswith(f"/{language}/branches/")
    expect(page.locator("#hours")).to_be_visible()

    page.go_back()
    page.go_back()
    assert visit.path == f"/{language}/life-events/moving/"


@everywhere
def test_the_service_page_answers_six_questions_before_anything_else(
    visitor: Visitor, language: str, width: int
) -> None:
    page = visitor(language=language, width=width).go(f"/{language}/services/identity-card/")
    answers = page.locator(".z-answer")
    expect(answers).to_have_count(6)
    for answer in answers.all():
        assert answer.locator("dt").inner_text().strip().endswith("?")
        assert answer.locator("dd").first.inner_text().strip()
    answers_end = page.locator(".z-answers").evaluate("box => box.getBoundingClientRect().bottom")
    assert answers_end < page.locator("#about").evaluate("box => box.getBoundingClientRect().top")


@pytest.mark.parametrize("anchor", ["#needs", "#where", "#costs"])
def test_an_answer_leads_to_its_details_below(visitor: Visitor, anchor: str) -> None:
    visit = visitor()
    page = visit.go("/en/services/identity-card/")
    page.locator(f".z-answers a[href='{anchor}']").first.click()
    assert visit.path.endswith(anchor)
    expect(page.locator(anchor)).to_be_in_viewport()
