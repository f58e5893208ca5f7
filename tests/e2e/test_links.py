"""No link leads nowhere."""

import html
import re
from urllib.error import HTTPError
from urllib.parse import urldefrag, urljoin
from urllib.request import urlopen

LINK = re.compile(r'<(?:a|link)\s[^>]*?href="([^"]+)"')
ID = re.compile(r'\bid="([^"]+)"')
# One language is walked through; the tests of the switch look at the way to the others.
OTHER_LANGUAGES = re.compile(r"/(nl|fr|de)(/|$)")
SECONDS = 20


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


def test_every_link_and_every_place_in_a_page_exists(site: str) -> None:
    waiting = {f"{site}/en/"}
    places: dict[str, set[str]] = {}
    wanted: set[tuple[str, str]] = set()
    broken: set[str] = set()
    while waiting:
        address = waiting.pop()
        status, text = read(address)
        places[address] = set(ID.findall(text))
        if status != 200:
            broken.add(f"{address} answers {status}")
        links = links_on(address, text, site=site)
        wanted |= links
        waiting |= {target for target, _ in links if target not in places}
    broken |= {f"{target} has no #{place}" for target, place in wanted if place and place not in places[target]}
    assert sorted(broken) == []
    assert len(places) > 100
