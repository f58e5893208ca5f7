"""The data steward's ten minutes: from a file to a described, protected data set."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import Workbook
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.behind import work_off
from tests.e2e.looking import check
from tests.e2e.site import running_site
from tests.e2e.visits import PHONE
from tests.e2e.workplace import say_what_for

TREES = "species;height;owner\n" + "".join(f"oak {number};{number},5;Ann\n" for number in range(30)) + "elm;tall;Bob\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path) -> Iterator[str]:
    with running_site(folder, ZENNE_DEMO="true") as site:
        yield site


def test_a_file_becomes_a_protected_data_set(browser: Browser, home: str, folder: Path) -> None:
    with somebody(browser) as page:
        page.goto(home + "/en/staff/data/")
        page.locator("form[action*='/data-steward/'] button").click()
        page.get_by_role("link", name="Load a file").click()
        check(page)
        send(page)
        expect(page.get_by_role("status")).to_have_text("Waiting")
        check(page)
        work_off(folder)
        # The page looks again by itself.
        expect(page.get_by_role("status")).to_have_text("Published")
        check(page)
        page.get_by_role("link", name="Look at them").click()
        say_what_for(page, "Trees")
        expect(page.get_by_role("cell", name="tall", exact=True)).to_be_visible()
        check(page)
        describe(page, home)
        protect(page, home)
    with somebody(browser, width=PHONE) as reader:
        reader.goto(home + "/en/data/trees/trees/")
        expect(reader.get_by_role("heading", level=1)).to_contain_text("rees")
        expect(reader.get_by_text("oak 7")).to_be_visible()
        expect(reader.get_by_text("It names people.")).to_be_visible()
        assert "Ann" not in reader.content()
        assert "owner" not in reader.content()


def spreadsheet() -> bytes:
    """What stewards have: a title over merged cells, Belgian dates, decimal commas, names of people, two mistakes."""
    book = Workbook()
    sheet = book.active
    sheet["A1"] = "Bomen van de stad, 2026"
    sheet.merge_cells("A1:G1")
    sheet.append([])
    sheet.append(["Nr", "Soort", "Hoogte", "Geplant op", "Postcode", "Peter of meter", "Waarde"])
    for number in range(1, 31):
        sheet.append(
            [f"{number:04d}", "eik", f"{number},5", f"{number % 28 + 1:02d}/05/2020", "1000", "Annabel", "1.234,56"]
        )
    sheet["C9"], sheet["D12"] = "hoog", "32/13/2020"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def test_the_guide_leads_from_a_spreadsheet_to_an_open_and_protected_data_set(
    browser: Browser, home: str, folder: Path
) -> None:
    with somebody(browser) as page:
        page.goto(home + "/en/staff/data/")
        page.locator("form[action*='/data-steward/'] button").click()
        page.get_by_role("link", name="From a spreadsheet to a protected data set in ten minutes").click()
        check(page)
        page.get_by_role("link", name="Load a file").click()
        load_the_spreadsheet(page, folder)
        say_what_columns_are(page, folder)
        protect_and_open(page)
    with somebody(browser, width=PHONE) as reader:
        reader.goto(home + "/nl/data/bomen/bomen/")
        expect(reader.get_by_role("cell", name="0007", exact=True)).to_be_visible()
        assert "Annabel" not in reader.content()
        assert "peter" not in reader.content()
        check(reader)
        with reader.expect_download() as download:
            reader.get_by_role("link", name="CSV").click()
        assert Path(download.value.path()).read_text(encoding="utf-8-sig").splitlines()[0].count(",") == 5


def test_the_menu_of_a_steward_is_one_line_on_a_desk(browser: Browser, home: str) -> None:
    with somebody(browser) as page:
        page.goto(home + "/en/staff/data/")
        page.locator("form[action*='/data-steward/'] button").click()
        for language in ("nl", "fr", "en", "de"):
            page.goto(f"{home}/{language}/staff/data/")
            links = page.locator(".z-asker__link").all()
            tops = {box["y"] for link in links if (box := link.bounding_box())}
            assert (len(links) > 4, len(tops)) == (True, 1), language


def load_the_spreadsheet(page: Page, folder: Path) -> None:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.locator("input[type=file]").set_input_files({"name": "bomen.xlsx", "mimeType": kind, "buffer": spreadsheet()})
    page.get_by_label("Name of the data set in addresses").fill("bomen")
    page.get_by_label("Title of a new data set").fill("Trees of the city")
    page.get_by_role("button", name="Send the file").click()
    work_off(folder)
    expect(page.get_by_role("status")).to_have_text("Published")
    expect(page.get_by_text("2 · Look at them")).to_be_visible()
    page.get_by_role("link", name="Look at them").click()
    say_what_for(page, "Trees")
    expect(page.get_by_role("cell", name="32/13/2020", exact=True)).to_be_visible()


def say_what_columns_are(page: Page, folder: Path) -> None:
    page.get_by_role("link", name="Columns", exact=True).click()
    page.locator("summary", has_text="hoogte").click()
    column = page.locator("details[open]")
    column.get_by_label("Type, and how files write it").select_option(label="text")
    column.get_by_label("Title").first.fill("Hoogte")
    page.get_by_role("button", name="Save and try the rows again").click()
    work_off(folder)
    expect(page.get_by_role("status")).to_have_text("Published")
    expect(page.get_by_text("1 · Look at them")).to_be_visible()
    page.get_by_role("link", name="Correct the columns").click()


def protect_and_open(page: Page) -> None:
    page.get_by_role("link", name="Who sees what").click()
    page.get_by_label("A column to protect").select_option("peter_of_meter")
    page.get_by_role("button", name="Protect this column").click()
    for language in ("Dutch", "French"):
        page.get_by_label(f"Why not everything is for everybody ({language})").fill("Privacy.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It holds at once, for old versions too.")).to_be_visible()
    page.get_by_role("link", name="Trees of the city").click()
    page.get_by_label("Environment", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Readers see it now.")).to_be_visible()
    page.get_by_role("link", name="Access", exact=True).click()
    page.get_by_label("For everybody", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Readers see it now.")).to_be_visible()


def send(page: Page) -> None:
    """Fill the form as somebody in a hurry does: one mistake first."""
    page.get_by_role("button", name="Send the file").click()
    expect(page.get_by_text("Choose a file, or write the address of one.")).to_be_visible()
    page.locator("input[type=file]").set_input_files(
        {"name": "trees.csv", "mimeType": "text/csv", "buffer": TREES.encode()}
    )
    page.get_by_label("Name of the data set in addresses").fill("trees")
    page.get_by_label("Title of a new data set").fill("Trees")
    page.get_by_role("button", name="Send the file").click()


def describe(page: Page, home: str) -> None:
    page.goto(home + "/en/staff/data/trees/texts/nl/")
    page.get_by_label("Title").fill("Bomen")
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Readers see it now.")).to_be_visible()
    page.goto(home + "/en/staff/data/trees/")
    page.get_by_label("Environment", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Readers see it now.")).to_be_visible()
    page.get_by_role("link", name="Access", exact=True).click()
    page.get_by_label("For everybody", exact=True).check()
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. Readers see it now.")).to_be_visible()


def protect(page: Page, home: str) -> None:
    page.goto(home + "/en/staff/data/trees/trees/schema/")
    check(page)
    page.goto(home + "/en/staff/data/trees/trees/access/")
    page.get_by_label("A column to protect").select_option("owner")
    page.get_by_role("button", name="Protect this column").click()
    for language in ("Dutch", "French", "English"):
        page.get_by_label(f"Why not everything is for everybody ({language})").fill("It names people.")
    check(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It holds at once, for old versions too.")).to_be_visible()


def test_a_steward_without_javascript_loads_mends_and_protects(browser: Browser, home: str, folder: Path) -> None:
    context = browser.new_context(java_script_enabled=False, locale="en-GB", viewport={"width": PHONE, "height": 900})
    page = context.new_page()
    page.goto(home + "/en/staff/data/upload/")
    page.locator("form[action*='/data-steward/'] button").click()
    page.goto(home + "/en/staff/data/upload/")
    content = (TREES.replace("elm;tall;Bob", "elm;9,5")).encode()
    page.locator("input[type=file]").set_input_files({"name": "shrubs.csv", "mimeType": "text/csv", "buffer": content})
    page.get_by_label("Name of the data set in addresses").fill("shrubs")
    page.get_by_label("Title of a new data set").fill("Shrubs")
    page.get_by_role("button", name="Send the file").click()
    expect(page.get_by_role("status")).to_have_text("Waiting")
    work_off(folder)
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("status")).to_have_text("Published")
    page.get_by_role("link", name="Look at them").click()
    say_what_for(page, "Shrubs")
    page.get_by_label("Values that are missing at the end are empty").check()
    page.get_by_role("button", name="Read these lines again").click()
    work_off(folder)
    page.get_by_role("link", name="Look again").click()
    expect(page.get_by_role("status")).to_have_text("Published")
    page.get_by_role("link", name="Who sees what").click()
    page.get_by_label("A column to protect").select_option("owner")
    page.get_by_role("button", name="Protect this column").click()
    page.get_by_label("Whoever does not see the column reads that it exists").check()
    for language in ("Dutch", "French"):
        page.get_by_label(f"Why not everything is for everybody ({language})").fill("Privacy.")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Saved. It holds at once, for old versions too.")).to_be_visible()
    context.close()
