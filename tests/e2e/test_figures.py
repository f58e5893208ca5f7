"""How the branches do at this moment and how honest waiting times are, in the browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.looking import check
from tests.e2e.site import running_site
from tests.e2e.test_keyboard import tab_to
from tests.e2e.visits import DESKTOP, PHONE, visiting
from tests.e2e.workplace import running
from tests.operations.live import always_open

FOUR_WEEKS = """
from django.conf import settings
from zenne.counters.appointments.actions.fill_demo import fill_demo
from zenne.counters.figures.actions.fill_history import fill_history
settings.DEMO = True
fill_demo(now=now)
fill_history(now=now)
"""
THIS_MOMENT = """
from zenne.catalogue.public import Branch
from zenne.core.access.public import NOBODY, Asker, AskerKind, Assurance
from zenne.counters.capacity.models import Desk
from zenne.counters.figures.actions.count_days import count_days
from zenne.counters.queue.actions.open_desk import open_desk
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.queries import visits_at
from zenne.counters.queue.rooms import day_of
from zenne.workforce.public import Competence, StaffMember
branch = Branch.objects.get(slug="centre")
person = Person.objects.create(name="Ada")
member = StaffMember.objects.create(key="ada", name="Ada", person=person, branch=branch, languages=["nl", "fr", "en"])
visits = visits_at(branch)
Competence.objects.bulk_create(Competence(member=member, service=visit.service) for visit in visits)
asker = Asker(AskerKind.PERSON, f"person:{person.uuid}", "Ada", permissions=frozenset({"counters.serve"}),
              assurance=Assurance.HIGH)
open_desk(asker=asker, desk=Desk.objects.filter(branch=branch).first(), at=now)
for visit in visits[:6]:
    take_ticket(asker=NOBODY, branch=branch, wanted=Wanted(visit), source="kiosk", at=now)
count_days(day_of(now), day_of(now), at=now)
"""
PAGES = ("/parity/now/", "/parity/now/?service=passport", "/parity/now/centre/", "/waiting-times/")


@pytest.fixture(scope="module")
def home(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A city with four weeks behind it, and a desk at which somebody is."""
    folder = tmp_path_factory.mktemp("figures")
    with running_site(folder) as site:
        running(folder, FOUR_WEEKS)
        always_open(folder / "zenne.sqlite3")
        running(folder, THIS_MOMENT)
        yield site


@pytest.mark.parametrize(("language", "width"), [("nl", PHONE), ("fr", DESKTOP)])
def test_every_page_fits_and_can_be_read_by_everybody(browser: Browser, home: str, language: str, width: int) -> None:
    with visiting(browser, home, language=language, width=width) as visit:
        for path in PAGES:
            check(visit.go(f"/{language}{path}"))


def test_without_javascript_the_way_leads_from_a_branch_to_its_figures_and_to_how_honest_they_are(
    browser: Browser, home: str
) -> None:
    with visiting(browser, home, java_script_enabled=False) as visit:
        page = visit.go("/en/branches/centre/")
        page.get_by_role("link", name="See how long people wait here").click()
        expect(page.get_by_text("If you come now, you will probably wait")).to_be_visible()
        expect(page.get_by_role("img", name="day")).to_have_count(1)
        page.get_by_role("navigation", name="You are here").get_by_role("link", name="at this moment").click()
        page.get_by_role("link", name="How honest our waiting times are").click()
        expect(page.get_by_role("img", name="What was promised, and what held")).to_be_visible()
        expect(page.get_by_role("rowheader", name="90%")).to_be_visible()


def test_by_keyboard_a_service_is_chosen_and_a_table_opened(browser: Browser, home: str) -> None:
    with visiting(browser, home, reduced_motion="reduce") as visit:
        page = visit.go("/en/parity/now/")
        tab_to(page, "#service")
        page.keyboard.type("passport")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page).to_have_url(f"{home}/en/parity/now/?service=passport")
        tab_to(page, "summary")
        page.keyboard.press("Enter")
        expect(page.get_by_role("table").first).to_be_visible()


def test_a_day_that_is_over_is_chosen_and_drawn_with_its_desks(browser: Browser, home: str) -> None:
    with visiting(browser, home) as visit:
        page = visit.go("/en/parity/now/centre/")
        page.locator("#day").select_option(index=3)
        page.get_by_role("button", name="Show").click()
        expect(page.get_by_text("Desks open").first).to_be_visible()
        page.get_by_text("As a table").first.click()
        expect(page.get_by_role("cell", name="fewer than 5").first).to_be_visible()
