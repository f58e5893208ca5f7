"""A team lets a precise question be answered without a person: written, approved, sent, looked at, switched off."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.e2e.looking import sticking_out, violations
from tests.e2e.site import running_site
from tests.e2e.visits import HEIGHT, LOCALES, PHONE
from tests.e2e.workplace import be, running

READY: Final = "/staff/letters/ready/"
EXAMPLES: Final = {
    "nl": ("Wat zijn de openingsuren van het loket?", "Wanneer is het loket open?", "Tot hoe laat is het loket open?"),
    "fr": (
        "Quelles sont les heures d'ouverture du guichet ?",
        "Quand le guichet est-il ouvert ?",
        "Jusqu'à quelle heure le guichet est-il ouvert ?",
    ),
}
TEXTS: Final = {
    "nl": "Ons loket is deze week open op {hours_week}.",
    "fr": "Notre guichet est ouvert cette semaine : {hours_week}.",
}
SENT: Final = {"nl": "automatisch", "fr": "automatiquement"}
COLLEAGUE: Final = """
from zenne.accounts.public import Team, TeamMembership
person = Person.objects.create(name="Mia Claes")
TeamMembership.objects.create(person=person, team=Team.objects.get(key="population"), granted_by="system")
request = HttpRequest()
request.session = SessionStore()
sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
request.session.save()
print(request.session.session_key)
"""
ANSWERED_BY_PEOPLE: Final = """
from zenne.mailroom.answers.actions.save_answer import Wording
from zenne.mailroom.answers.tests.builders import answered, make_colleague
from zenne.mailroom.ready.models import ReadyAnswer
from zenne.mailroom.ready.tasks import measure_all
from zenne.mailroom.ready.tests.builders import asking
jonas = make_colleague()
for number in range(21):
    letter = asking(number, text={question!r} + "\\n")
    answered(letter, jonas, Wording({answer!r}, {language!r}, "Jonas"))
measure_all.func()
print(ReadyAnswer.objects.get().sure_from is not None)
"""
ACKNOWLEDGED: Final = """
from zenne.mailroom.answers.models import Answer, SampleCheck
from zenne.mailroom.answers.tasks import acknowledge
from zenne.mailroom.letters.models import Letter
letter = Letter.objects.get(sender="{writer}@example.org")
acknowledge.func(thread=str(letter.thread.uuid))
message = Message.objects.filter(receiver=letter.sender).latest("created_at")
for answer in Answer.objects.filter(thread=letter.thread):
    SampleCheck.objects.get_or_create(answer=answer, defaults=dict(chosen_at=now))
print(message.text)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path


@pytest.fixture
def home(chromium: str, folder: Path) -> Iterator[str]:
    with running_site(folder, ZENNE_DEMO="true") as site:
        yield site


def on_telephone(browser: Browser, language: str) -> BrowserContext:
    return browser.new_context(locale=LOCALES[language], viewport={"width": PHONE, "height": HEIGHT})


def fits(page: Page) -> None:
    """It is whole on a telephone, and axe finds nothing."""
    assert sticking_out(page) == []
    assert violations(page) == []


def write(page: Page, language: str) -> str:
    """Write it, without an answer first; returns the address of its page."""
    page.locator("main a[href$='/ready/write/']").press("Enter")
    page.locator("[name=question]").fill("?")
    page.locator("[name=service]").select_option("change-of-address")
    page.locator("[name=branch]").select_option("centre")
    page.locator(f"[name=examples_{language}]").fill("\n".join(EXAMPLES[language]))
    page.locator("main form button[type=submit]").press("Enter")
    expect(page.locator(f"[name=text_{language}]")).to_have_attribute("aria-invalid", "true")
    fits(page)
    page.locator(f"[name=text_{language}]").fill(TEXTS[language])
    page.locator("main form button[type=submit]").press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()
    expect(page.locator("form[action$='/approve/']")).to_have_count(0)
    fits(page)
    return page.url.partition("?")[0]


def ask(page: Page, home: str, folder: Path, language: str, writer: str) -> str:
    """Ask on the form of the service; returns the message that comes by itself. The page then says how it stands."""
    page.goto(f"{home}/{language}/write/?service=change-of-address")
    said = {"subject": "Open ?", "text": EXAMPLES[language][0], "name": "Ann", "email": f"{writer}@example.org"}
    for name, words in said.items():
        page.locator(f"[name={name}]").fill(words)
    page.locator("[name=email]").press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()
    message = running(folder, ACKNOWLEDGED.format(writer=writer))
    page.reload()
    return message


def look_at_it(page: Page, home: str, language: str) -> None:
    """The sample: a colleague reads what was sent, and says that it is right."""
    page.goto(f"{home}/{language}/staff/letters/checks/")
    fits(page)
    page.locator("[name=verdict][value=fine]").check()
    page.locator("main form button[type=submit]").press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()


@pytest.mark.parametrize("language", ["nl", pytest.param("fr", marks=pytest.mark.thorough)])
def test_opening_hours_are_answered_without_a_person_until_somebody_switches_that_off(
    browser: Browser, home: str, folder: Path, language: str
) -> None:
    jonas, mia, ann = (on_telephone(browser, language) for _ in range(3))
    mia.add_cookies([{"name": "session", "value": running(folder, COLLEAGUE), "url": home}])
    page, colleague, writer = (each.new_page() for each in (jonas, mia, ann))
    be(page, home, "desk-worker", f"/{language}{READY}")
    ready = write(page, language)
    colleague.goto(ready)
    fits(colleague)
    colleague.locator("form[action$='/approve/'] button").press("Enter")
    expect(colleague.locator("[role=status]")).to_be_visible()
    said = {"question": EXAMPLES[language][0], "answer": TEXTS[language], "language": language}
    assert running(folder, ANSWERED_BY_PEOPLE.format(**said)) == "True"

    assert SENT[language] in ask(writer, home, folder, language, "ann")
    expect(writer.locator(".utrecht-paragraph--lead")).to_be_visible()
    look_at_it(colleague, home, language)
    page.goto(ready)
    expect(page.locator("section[aria-labelledby=sent] li")).to_have_count(1)
    fits(page)
    page.locator("form[action$='/off/'] button").press("Enter")
    expect(page.locator("[role=status]")).to_be_visible()
    assert SENT[language] not in ask(writer, home, folder, language, "bert")
