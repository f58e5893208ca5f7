"""An appointment as an iCalendar file (RFC 5545)."""

from datetime import UTC
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from zenne.counters.appointments.models import Booking


def appointment_calendar(booking: Booking, *, token: str, language: str) -> bytes:
    """One event. A move keeps its UID and counts its number up, so that calendars replace what they have."""
    branch = booking.branch
    street, locality = branch.street.shown_in(language).text, branch.locality.shown_in(language).text
    is_cancelled = booking.state == Booking.State.CANCELLED
    event = Event()
    event.add("uid", f"{booking.uuid}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", booking.moves + is_cancelled)
    event.add("dtstamp", booking.created_at.astimezone(UTC))
    event.add("dtstart", booking.starts_at.astimezone(UTC))
    event.add("dtend", booking.ends_at.astimezone(UTC))
    event.add("summary", booking.visit_type.service.name.shown_in(language).text)
    event.add(
        "location", f"{branch.name.shown_in(language).text}, {street} {branch.number}, {branch.postcode} {locality}"
    )
    event.add("geo", (branch.latitude, branch.longitude))
    event.add("url", settings.BASE_URL + reverse("appointments:manage", args=[token]))
    event.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    calendar = Calendar()
    calendar.add("prodid", "-//Zenne//Appointments//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())
