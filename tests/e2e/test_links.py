"""No link leads nowhere."""

import html
import re
from collections import Counter
from urllib.error import HTTPError
from urllib.parse import parse_qs, urldefrag, urljoin, urlsplit
from urllib.request import urlopen

# The same page in other languages, and in that of the reader, is looked at by the tests of the switch.
LINK = re.compile(r'<(?:a|link)\s(?![^>]*hreflang=)[^>]*?href="([^"]+)"')
ID = re.compile(r'\bid="([^"]+)"')
OTHER_LANGUAGES = re.compile(r"/(nl|fr|de)(/|$)")
SECONDS = 20
ENOUGH = 20
"""Of addresses that differ only in what their parameters hold, as those of each service at each branch, so many."""


def read(address: str) -> tuple[int, str]:
    """The status of an answer, and its text if it is a page."""
    try:
        with urlopen(address, timeout=SECONDS) as answer:
            is_page = answer.headers.get_content_type() == "text/html"
            return answer.status, answer.read().decode() if is_page else ""
    except HTTPError as error:
        return error.code, ""


def links_on(address: str, text: str, *, site: str) -> set[tuple[str, str]]:
    """The addresses on this site that a page leads to, each with the place in that page or an empty string."""
    links = {urldefrag(urljoin(address, html.unescape(link))) for link in LINK.findall(text)}
    return {
        (link.url, link.fragment)
        for link in links
        if link.url.startswith(site + "/") and not OTHER_LANGUAGES.match(link.url.removeprefix(site))
    }


def form_of(address: str) -> tuple[str, tuple[str, ...]]:
    """The path of an address, and the names of its parameters."""
    parts = urlsplit(address)
    return parts.path, tuple(sorted(parse_qs(parts.query)))


def test_every_link_and_every_place_in_a_page_exists(site: str) -> None:
    waiting = [f"{site}/en/"]
    places: dict[str, set[str]] = {}
    forms: Counter[tuple[str, tuple[str, ...]]] = Counter()
    wanted: set[tuple[str, str]] = set()
    broken: set[str] = set()
    known = set(waiting)
    while waiting:
        address = waiting.pop()
        status, text = read(address)
        places[address] = set(ID.findall(text))
        if status != 200:
            broken.add(f"{address} answers {status}")
        links = links_on(address, text, site=site)
        wanted |= links
        for target in sorted({target for target, _ in links} - known):
            known.add(target)
            forms[form_of(target)] += 1
            if forms[form_of(target)] <= ENOUGH:
                waiting.append(target)
    for target, place in wanted:
        if place and target in places and place not in places[target]:
            broken.add(f"{target} has no #{place}")
    assert sorted(broken) == []
    assert len(places) > 100
