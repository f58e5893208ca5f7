"""A letter in a language that a desk worker does not read: its translation, and an answer that a machine put over."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.looking import sticking_out, violations
from tests.e2e.site import running_site
from tests.e2e.visits import HEIGHT, LOCALES, PHONE
from tests.e2e.workplace import running
from zenne.mailroom.translation.tests.models import WORDS, write_model

WRITER: Final = {"nl": "fr", "fr": "nl"}
"""For the language of the desk worker that of whoever writes."""
KNOWN: Final = {"nl": "ik verhuis morgen", "fr": "je déménage demain"}
"""What the models of the tests can translate."""
LETTERS: Final = {
    "nl": "Goedendag, hoe wijzig ik mijn adres bij de gemeente?",
    "fr": "Bonjour, comment puis-je changer mon adresse à la commune ?",
}
BY_MACHINE: Final = {
    "nl": "Dit antwoord is door een computer vertaald en door een medewerker gelezen.",
    "fr": "Cette réponse a été traduite par une machine et relue par une personne.",
}
LEAVE: Final = """
from datetime import timedelta
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.models import Answer
answer = Answer.objects.get(state="leaving")
assert dispatch_answer(answer.uuid, now=now + timedelta(minutes=2))
answer.refresh_from_db()
print(Message.objects.get(pk=answer.message).text)
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("translator")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    models = tmp_path_factory.mktemp("models")
    write_model(models / "nl-fr")
    write_model(models / "fr-nl", {french: dutch for dutch, french in WORDS.items()})
    with running_site(folder, ZENNE_DEMO="true", ZENNE_TRANSLATOR_FOLDER=str(models)) as site:
        yield site


def fits(page: Page) -> None:
    """It is whole on a telephone, and axe finds nothing."""
    assert sticking_out(page) == []
    assert violations(page) == []


def write(page: Page, home: str, language: str) -> None:
    page.goto(f"{home}/{language}/write/?service=change-of-address")
    page.locator("[name=subject]").fill(f"Adres {language}")
    page.locator("[name=text]").fill(f"{LETTERS[language]}\n\n{KNOWN[language]}")
    page.locator("[name=name]").fill("Ann Peeters")
    page.locator("[name=email]").fill(f"ann-{language}@example.org")
    page.locator("[name=email]").press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()


def read(page: Page, home: str, language: str) -> None:
    """Open the letter in the pile, and its translation beside it."""
    path = f"/{language}/staff/letters/?pile=week"
    page.goto(home + path)
    page.locator("form[action*='/desk-worker/'] button").click()
    expect(page).to_have_url(home + path)
    page.get_by_role("link", name=f"Adres {WRITER[language]}").click()
    page.locator("a[href*='/translated/']").press("Enter")
    expect(page.locator(f".z-letter[lang={language}]")).to_contain_text(KNOWN[language])
    expect(page.locator(f".z-letter[lang={WRITER[language]}]")).to_contain_text(KNOWN[WRITER[language]])
    expect(page.locator(".utrecht-alert--warning")).to_be_visible()
    fits(page)
    page.go_back()


def answer(page: Page, language: str) -> None:
    """Write in the own language, have it translated, and send it only after it was read."""
    page.locator("form[action$='/hold/'] button").press("Enter")
    page.locator("[name=text]").fill(KNOWN[language])
    page.locator("button[formaction$='/translate/']").press("Enter")
    expect(page.locator("[name=text]")).to_have_value(KNOWN[WRITER[language]])
    expect(page.locator("[name=language]")).to_have_value(WRITER[language])
    expect(page.locator("button[formaction$='/translate/']")).to_have_count(0)
    fits(page)
    page.locator("#answer-form summary").press("Enter")
    expect(page.locator(f"#answer-form .z-letter[lang={language}]")).to_have_text(KNOWN[language])
    page.locator("button[value=send]").press("Enter")
    expect(page.locator("[role=alert]")).to_be_visible()
    expect(page.locator("[name=text]")).to_have_value(KNOWN[WRITER[language]])
    page.locator("[name=is_looked_at]").check()
    page.locator("button[value=send]").press("Enter")
    expect(page.locator("form[action$='/take-back/'] button")).to_be_visible()


@pytest.mark.parametrize("language", ["nl", "fr"])
def test_a_letter_is_read_and_answered_through_a_machine_and_both_sides_are_told(
    browser: Browser, home: str, folder: Path, language: str
) -> None:
    context = browser.new_context(locale=LOCALES[language], viewport={"width": PHONE, "height": HEIGHT})
    page = context.new_page()
    try:
        write(page, home, WRITER[language])
        read(page, home, language)
        answer(page, language)
        told = running(folder, LEAVE)
        assert KNOWN[WRITER[language]] in told
        assert KNOWN[language] not in told
        assert BY_MACHINE[WRITER[language]] in told
        page.reload()
        expect(page.locator("form[action$='/take-back/']")).to_have_count(0)
        expect(page.locator("#conversation ~ article").last).to_contain_text(KNOWN[WRITER[language]])
        fits(page)
    finally:
        context.close()
