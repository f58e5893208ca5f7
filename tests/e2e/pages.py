"""One address of every kind of page. The first part of an address is the language."""

PAGES = {
    "home": "/",
    "services": "/services/",
    "service": "/services/identity-card/",
    "service-not-translated": "/services/night-shop/",
    "life-event": "/life-events/moving/",
    "topic": "/topics/identity/",
    "branches": "/branches/",
    "branches-nearest": "/branches/?service=passport&street=havenlaan",
    "branches-unknown-street": "/branches/?street=qqqqqq",
    "branch": "/branches/centre/",
    "parity": "/parity/",
    "search": "/search/",
    "search-results": "/search/?q=rat",
    "search-nothing": "/search/?q=xyzzyplugh",
    "api": "/api/",
    "components": "/components/",
}
NOT_FOUND = "/services/identity-crd/"
