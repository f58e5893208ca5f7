"""One address of every kind of page, with its status. The first part of an address is the language."""

import pytest

PAGES = {
    "home": "/",
    "services": "/services/",
    "service": "/services/identity-card/",
    "service-not-translated": "/services/night-shop/",
    "life-event": "/life-events/moving/",
    "topic": "/topics/identity/",
    "branches": "/branches/",
    "branches-nearest": "/branches/?service=passport&street=havenlaan",
    "branch": "/branches/centre/",
    "parity": "/parity/",
    "parity-now": "/parity/now/",
    "parity-now-branch": "/parity/now/centre/",
    "waiting-times": "/waiting-times/",
    "appointments": "/appointments/?service=identity-card",
    "free-times": "/appointments/slots/?service=passport&step=apply",
    "ticket": "/branches/centre/ticket/",
    "search": "/search/",
    "search-results": "/search/?q=rat",
    "search-nothing": "/search/?q=xyzzyplugh",
    "data": "/data/",
    "data-filtered": "/data/?q=branches&theme=GOVE",
    "data-nothing": "/data/?q=xyzzyplugh",
    "dataset": "/data/branches/",
    "table": "/data/opening-hours/days/",
    "table-values": "/data/opening-hours/days/?facet=hours&column=is_open&operator=eq&value=true",
    "sign-in": "/sign-in/",
    "signed-out": "/signed-out/",
    "privacy": "/privacy/",
    "api": "/api/",
    "components": "/components/",
}
NOT_FOUND = "/services/identity-crd/"
UNKNOWN_STREET = "/branches/?street=qqqqqq"
OF_HALLS = [pytest.param("/branches/centre/kiosk/", 200, id="kiosk")]
"""Pages without the frame of the others, for machines in a waiting room; that of the screen listens for as long as it
is open, so ``test_waiting_room`` looks at it."""
EVERY_PAGE = [
    *(pytest.param(path, 200, id=name) for name, path in PAGES.items()),
    pytest.param(UNKNOWN_STREET, 404, id="branches-unknown-street"),
    pytest.param(NOT_FOUND, 404, id="not-found"),
]
"""Path without the language, and the status of its answer."""
