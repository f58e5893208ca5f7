"""The opening hours of a branch as an iCalendar file (RFC 5545)."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from django.utils.translation import get_language, gettext
from icalendar import Calendar, Event

from zenne.catalogue.models import Branch
from zenne.catalogue.opening import opening_hours
from zenne.core.calendar.public import Interval

AHEAD: Final = timedelta(weeks=8)


def hours_calendar(branch: Branch, *, version: str, today: date) -> bytes:
    """When a branch is open from ``today`` on for eight weeks, one event for each time, in the reader's language.

    Times are in UTC, so that they are right on every day of the year without a description of the time zone. An event
    keeps its UID as long as it begins at the same moment. The file is the same all day long.
    """
    language = get_language() or settings.LANGUAGE_CODE
    calendar = Calendar()
    calendar.add("prodid", "-//Zenne//Opening hours//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", branch.name.shown_in(language).text)
    calendar.add("refresh-interval", timedelta(days=1), parameters={"value": "DURATION"})
    hours = opening_hours(branch.hours, version=version)
    for interval in hours.intervals(today, today + AHEAD):
        calendar.add_component(event_of(interval, branch=branch, language=language, today=today))
    return bytes(calendar.to_ical())


def event_of(interval: Interval, *, branch: Branch, language: str, today: date) -> Event:
    """One time at which a branch is open."""
    start, end = interval.start.astimezone(UTC), interval.end.astimezone(UTC)
    street, locality = branch.street.shown_in(language).text, branch.locality.shown_in(language).text
    event = Event()
    event.add("uid", f"{branch.slug}-{start:%Y%m%dT%H%M%SZ}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("dtstamp", datetime.combine(today, time(), UTC))
    event.add("dtstart", start)
    event.add("dtend", end)
    event.add("summary", gettext("Open: %(branch)s") % {"branch": branch.name.shown_in(language).text})
    event.add("location", f"{street} {branch.number}, {branch.postcode} {locality}")
    event.add("geo", (branch.latitude, branch.longitude))
    event.add("url", settings.BASE_URL + reverse("catalogue:branch", args=[branch.slug]))
    event.add("transp", "TRANSPARENT")
    return event
