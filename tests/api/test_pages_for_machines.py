"""What pages say to search engines and calendars."""

import json
import re
from datetime import UTC, date, datetime
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from icalendar import Calendar

from zenne.catalogue.exports.hours_calendar import hours_calendar
from zenne.catalogue.exports.schema_org import branch_data
from zenne.catalogue.models import Branch, PublicService
from zenne.core.content.public import announce_change, current_version
from zenne.core.languages.public import Translated

SCRIPT = re.compile(r'<script type="application/ld\+json" nonce="([^"]+)">(.*?)</script>', re.DOTALL)
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
CHRISTMAS_WEEK = date(2026, 12, 21)


def structured(path: str) -> dict[str, Any]:
    """The schema.org things of a page by their type."""
    found = SCRIPT.search(Client().get(path).content.decode())
    assert found, path
    document = json.loads(found[2])
    assert document["@context"] == "https://schema.org"
    return {thing["@type"]: thing for thing in document["@graph"]}


def test_a_service_page_describes_the_service_and_where_it_is() -> None:
    found = structured("/fr/services/passport/")
    service = found["GovernmentService"]
    assert (service["name"], service["inLanguage"]) == ("Passeport", "fr")
    assert service["provider"]["parentOrganization"]["name"]
    assert [channel["name"] for channel in service["availableChannel"]] == ["counter"]
    assert [step["position"] for step in found["BreadcrumbList"]["itemListElement"]] == [1, 2]


def test_fees_that_are_examples_are_not_told_to_search_engines() -> None:
    assert "offers" not in structured("/en/services/passport/")["GovernmentService"]


def test_a_branch_page_describes_the_office() -> None:
    office = structured("/nl/branches/centre/")["GovernmentOffice"]
    assert office["address"]["streetAddress"] == "Hallenstraat 4"
    assert office["geo"]["latitude"] == 50.8494
    assert len(office["openingHoursSpecification"]) == 5


def test_days_off_are_special_hours() -> None:
    branch = Branch.objects.get(slug="centre")
    office = branch_data(branch, version=current_version(), today=CHRISTMAS_WEEK)[0]
    closed = {each["validFrom"]: each for each in office["specialOpeningHoursSpecification"]}
    assert closed["2026-12-25"]["opens"] == closed["2026-12-25"]["closes"] == "00:00"
    assert "2026-12-24" in closed
    thursday = next(each for each in office["openingHoursSpecification"] if each["dayOfWeek"].endswith("Thursday"))
    assert (thursday["opens"], thursday["closes"]) == ("08:30", "19:00")


def test_no_text_can_end_the_element() -> None:
    evil = "</script><script>alert(1)</script><!-- & \u2028"
    PublicService.objects.filter(slug="passport").update(name=Translated({"en": evil}))
    announce_change()
    page = Client().get("/en/services/passport/").content.decode()
    assert "<script>alert" not in page
    assert structured("/en/services/passport/")["GovernmentService"]["name"] == evil


def test_the_nonce_is_that_of_the_policy_also_of_a_kept_page() -> None:
    for _ in range(2):
        answer = Client().get("/en/branches/centre/")
        found = SCRIPT.search(answer.content.decode())
        assert found
        assert f"'nonce-{found[1]}'" in answer.headers["Content-Security-Policy"]


def calendar(today: date, hours: str = "") -> list[Any]:
    branch = Branch.objects.get(slug="centre")
    branch.hours = hours or branch.hours
    parsed = Calendar.from_ical(hours_calendar(branch, version=current_version(), today=today))
    return list(parsed.walk("VEVENT"))


def test_opening_hours_are_events_without_the_days_off() -> None:
    events = calendar(CHRISTMAS_WEEK)
    days = [event.decoded("dtstart").date() for event in events]
    assert date(2026, 12, 24) not in days
    assert date(2026, 12, 25) not in days
    assert (days[0], days[-1]) == (CHRISTMAS_WEEK, date(2027, 2, 15))
    assert events[0].decoded("dtstart") == datetime(2026, 12, 21, 7, 30, tzinfo=UTC)


def test_hours_stay_on_the_clock_when_it_changes() -> None:
    starts = {event.decoded("dtstart") for event in calendar(date(2026, 10, 19))}
    assert datetime(2026, 10, 23, 6, 30, tzinfo=UTC) in starts
    assert datetime(2026, 10, 26, 7, 30, tzinfo=UTC) in starts


def test_an_event_keeps_its_name_from_day_to_day() -> None:
    today = {str(event["uid"]) for event in calendar(date(2026, 12, 21))}
    tomorrow = {str(event["uid"]) for event in calendar(date(2026, 12, 22))}
    assert len(today - tomorrow) == 1
    assert len(today) == len(calendar(date(2026, 12, 21)))


def test_the_calendar_is_valid_for_strict_readers() -> None:
    written = Client().get("/nl/branches/centre/hours.ics").content
    assert all(len(line) <= 75 for line in written.split(b"\r\n"))
    parsed = Calendar.from_ical(written)
    assert not parsed.errors
    for event in parsed.walk("VEVENT"):
        assert {"UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY"} <= set(event)
        assert not event.errors
        assert event.decoded("dtstart") < event.decoded("dtend")


def test_the_branch_page_links_to_its_calendar() -> None:
    assert 'href="/nl/branches/centre/hours.ics"' in Client().get("/nl/branches/centre/").content.decode()
    answer = Client().get("/nl/branches/centre/hours.ics")
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert Client().get("/nl/branches/nowhere/hours.ics").status_code == 404


def test_the_sitemap_has_every_page_in_every_language() -> None:
    root = ElementTree.fromstring(Client().get("/sitemap.xml").content)  # noqa: S314 - written by ourselves
    urls = root.findall("s:url", SITEMAP)
    addresses = [url.findtext("s:loc", namespaces=SITEMAP) or "" for url in urls]
    assert len(addresses) == len(set(addresses)) > 4 * 60
    for url in urls:
        languages = [link.get("hreflang") for link in url.findall("x:link", SITEMAP)]
        assert languages == ["nl", "fr", "en", "de", "x-default"]


@pytest.mark.parametrize("part", ["/", "/services/passport/", "/branches/centre/", "/topics/identity/"])
def test_the_pages_of_the_sitemap_exist(part: str) -> None:
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert f"<loc>{settings.BASE_URL}/fr{part}</loc>" in sitemap
    assert Client().get(f"/fr{part}").status_code == 200


def test_robots_are_shown_the_sitemap() -> None:
    assert f"Sitemap: {settings.BASE_URL}/sitemap.xml" in Client().get("/robots.txt").content.decode()
