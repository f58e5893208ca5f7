"""The pictures of the README, taken from this version.

Each run takes them; with ZENNE_KEEP_SCREENSHOTS=1 they replace those in docs/screenshots.
"""

import os
from pathlib import Path

import pytest

from tests.e2e.conftest import Visitor
from tests.e2e.site import CLONE
from tests.e2e.visits import DESKTOP, PHONE

MOST_BYTES = 150_000
PICTURES = {
    "home-desktop": ("/en/", DESKTOP, "light"),
    "home-phone": ("/nl/", PHONE, "light"),
    "service-desktop": ("/en/services/identity-card/", DESKTOP, "light"),
    "service-phone-dark": ("/fr/services/identity-card/", PHONE, "dark"),
    "branch-desktop": ("/en/branches/centre/", DESKTOP, "light"),
    "branch-phone": ("/fr/branches/centre/", PHONE, "light"),
    "nearest-desktop": ("/en/branches/?service=identity-card&street=louizalaan", DESKTOP, "light"),
    "parity-desktop": ("/en/parity/", DESKTOP, "light"),
    "data-desktop": ("/en/data/", DESKTOP, "light"),
    "data-set-phone-dark": ("/fr/data/opening-hours/", PHONE, "dark"),
    "search-phone": ("/nl/search/?q=verhuizen", PHONE, "light"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_of_the_page_is_small_enough_to_keep(visitor: Visitor, tmp_path: Path, name: str) -> None:
    path, width, look = PICTURES[name]
    page = visitor(width=width, color_scheme=look, reduced_motion="reduce").go(path)
    page.set_viewport_size({"width": width, "height": 720 if width == DESKTOP else 640})
    page.evaluate("document.fonts.ready.then(() => true)")
    folder = CLONE / "docs" / "screenshots" if os.environ.get("ZENNE_KEEP_SCREENSHOTS") == "1" else tmp_path
    picture = page.screenshot(path=folder / f"{name}.png", animations="disabled", caret="hide")
    assert 1_000 < len(picture) < MOST_BYTES
