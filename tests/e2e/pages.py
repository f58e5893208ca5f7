"""One address of every kind of page. The first part of an address is the language."""

PAGES = {
    "home": "/",
    "services": "/services/",
    "service": "/services/identity-card/",
    "service-not-translated": "/services/night-shop/",
    "life-event": "/life-events/moving/",
    "topic": "/topics/identity/",
    "branches": "/branches/",
    "branch": "/branches/centre/",
    "search": "/search/",
    "search-results": "/search/?q=rat",
    "search-nothing": "/search/?q=xyzzyplugh",
    "components": "/components/",
}
NOT_FOUND = "/services/identity-crd/"
