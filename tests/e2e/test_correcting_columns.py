"""A steward loads a file, corrects what its columns are, and sees in the history what became of the table."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.accounts import somebody
from tests.e2e.behind import work_off
from tests.e2e.site import running_site
from tests.e2e.test_workplace import check, go
from tests.e2e.visits import PHONE
from tests.e2e.workplace import be

ROWS = "".join(f"{n},{n * 2}\n" for n in range(1, 21))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("columns")


@pytest.fixture(scope="module")
def home(chromium: str, folder: Path) -> Iterator[str]:
    with running_site(folder, ZENNE_DEMO="true") as site:
        yield site


def load(page: Page, slug: str) -> None:
    """Send a file in which one row does not fit."""
    file = {"name": "trees.csv", "mimeType": "text/csv", "buffer": f"id,age\n{ROWS}21,unknown\n".encode()}
    page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    page.locator("input[name=dataset]").fill(slug)
    page.locator("main form button[type=submit]").click()
    expect(page.locator("#load")).to_be_visible()


def check_with_all_open(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    check(page)


@pytest.mark.parametrize(("language", "width"), [("fr", PHONE)])
def test_a_steward_corrects_a_column_and_the_row_that_did_not_fit_comes_in(
    browser: Browser, home: str, folder: Path, language: str, width: int
) -> None:
    slug = f"trees-{language}"
    table = f"{home}/{language}/staff/data/{slug}/{slug}"
    with somebody(browser, language=language, width=width) as page:
        be(page, home, "data-steward", f"/{language}/staff/data/upload/")
        load(page, slug)
        work_off(folder)
        go(page, f"{table}/schema/")
        check_with_all_open(page)
        page.locator("#column-2 input[name=c1-name]").fill("Not a name")
        page.locator(f"#column-2 input[name=c1-title_{language}]").fill("How old")
        page.locator("main form button[type=submit]").click()
        expect(page.get_by_role("alert")).to_be_visible()
        expect(page.locator("#column-2")).to_have_attribute("open", "")
        expect(page.locator("input[name=c1-name]")).to_have_attribute("aria-invalid", "true")
        expect(page.locator(f"input[name=c1-title_{language}]")).to_have_value("How old")
        check_with_all_open(page)
        page.locator("input[name=c1-name]").fill("years")
        page.locator("select[name=c1-form]").select_option("string|")
        page.locator("main form button[type=submit]").click()
        expect(page.locator("#load")).to_be_visible()
        work_off(folder)
        page.reload()
        expect(page.locator("#columns ~ dl")).to_contain_text("years")
        check(page)
        go(page, f"{table}/history/")
        expect(page.locator("main ol.z-links li.z-links__item")).to_have_count(2)
        expect(page.get_by_role("main")).to_contain_text("years")
        check(page)
        with page.expect_download() as download:
            page.locator("a[download]").last.click()
        assert "age" in download.value.path().read_text()
        assert "years" not in download.value.path().read_text()
        go(page, f"{home}/{language}/data/{slug}/{slug}/")
        expect(page.get_by_role("main")).to_contain_text("unknown")
