"""A first visit is light, whatever page it begins with."""

import pytest

from tests.e2e.conftest import Visitor
from tests.e2e.pages import EVERY_PAGE, OF_HALLS

MOST_BYTES = 100_000


@pytest.mark.parametrize(("path", "status"), [*EVERY_PAGE, *OF_HALLS])
def test_a_first_visit_transfers_less_than_a_hundred_kilobytes(visitor: Visitor, path: str, status: int) -> None:
    visit = visitor()
    network = visit.page.context.new_cdp_session(visit.page)
    addresses: dict[str, str] = {}
    weights: dict[str, int] = {}
    network.on(
        "Network.requestWillBeSent", lambda event: addresses.update({event["requestId"]: event["request"]["url"]})
    )
    network.on(
        "Network.loadingFinished",
        lambda event: weights.update({addresses[event["requestId"]]: int(event["encodedDataLength"])}),
    )
    network.send("Network.enable")
    page = visit.go(f"/nl{path}", status=status)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.fonts.ready.then(() => true)")
    assert any(address.endswith(".woff2") for address in weights), "the font was not loaded"
    assert sum(weights.values()) < MOST_BYTES, weights
