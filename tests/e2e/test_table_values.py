"""From the values of a column to their rows, on a telephone and without JavaScript."""

from playwright.sync_api import expect

from tests.e2e.conftest import Visitor
from tests.e2e.looking import sticking_out, violations
from tests.e2e.visits import PHONE

TABLE = "/en/data/opening-hours/days/"


def test_a_reader_counts_the_values_of_a_column_and_goes_to_the_rows_of_one(visitor: Visitor) -> None:
    page = visitor(width=PHONE, java_script_enabled=False).go(TABLE)
    page.get_by_text("Search and sort").click()
    page.get_by_label("Count the values of").select_option("is_open")
    page.get_by_role("button", name="Show", exact=True).click()
    values = page.locator("section[aria-labelledby=values]")
    expect(values.get_by_role("link")).to_have_text(["yes", "no"])
    values.get_by_role("link", name="no", exact=True).click()
    expect(page.locator("table.z-rows tbody tr").first).to_contain_text("no")
    expect(page.locator("table.z-rows tbody td", has_text="yes")).to_have_count(0)


def test_what_is_in_the_columns_fits_a_telephone_and_everybody_can_read_it(visitor: Visitor) -> None:
    visit = visitor(width=PHONE, reduced_motion="reduce")
    for language in ("nl", "fr", "en", "de"):
        page = visit.go(f"/{language}/data/opening-hours/days/?facet=hours")
        page.evaluate("document.querySelectorAll('main details').forEach(each => { each.open = true })")
        assert sticking_out(page) == []
        assert violations(page) == []
