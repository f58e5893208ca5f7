"""Which pages of the workplace stand in the menu, and for whom."""

import pytest

from zenne.core.access import staff_pages
from zenne.core.access.public import (
    Asker,
    AskerKind,
    Permission,
    StaffPage,
    all_permissions,
    codes,
    menu_pages_of,
    staff_pages_of,
)

KEEP, SELL, *_ = all_permissions()


@pytest.fixture(autouse=True)
def two_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff_pages, "_pages", {})
    staff_pages.register_staff_page(StaffPage("Bees", "Look after bees.", "bees:list", KEEP))
    staff_pages.register_staff_page(StaffPage("Honey", "Sell honey.", "bees:honey", SELL, below="bees:list"))


def routes(pages: list[StaffPage]) -> list[str]:
    return [page.route for page in pages]


def somebody(*may: Permission) -> Asker:
    return Asker(AskerKind.PERSON, "person:x", "Ann", frozenset(), codes(may))


def test_a_page_that_another_one_leads_to_is_no_line_of_the_menu_but_stays_in_the_workplace() -> None:
    both = somebody(KEEP, SELL)
    assert routes(staff_pages_of(both)) == ["bees:list", "bees:honey"]
    assert routes(menu_pages_of(both)) == ["bees:list"]


def test_whoever_may_not_open_the_other_page_finds_it_in_the_menu() -> None:
    assert routes(menu_pages_of(somebody(SELL))) == ["bees:honey"]
    assert routes(menu_pages_of(somebody())) == []
