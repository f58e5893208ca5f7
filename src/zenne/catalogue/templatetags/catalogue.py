"""Facts of the catalogue in the reader's words."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import format_currency
from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from zenne.catalogue.models import Branch, PublicService
from zenne.catalogue.opening import PlaceNow
from zenne.catalogue.queries import service_by_slug
from zenne.catalogue.rules.durations import LONGEST_TARGET_DAYS, parse_duration, parse_target
from zenne.catalogue.rules.parts import Appointment, Channel, Cost
from zenne.catalogue.visits import WaitingRoom, booking_address, live_figures_address, waiting_room, writing_address
from zenne.catalogue.weeks import Column, Week, today_in, week_table
from zenne.core.content.public import current_version, per_version
from zenne.core.languages.public import Translated, written_date

register = template.Library()


def locale() -> Locale:
    return Locale.parse(get_language() or "en")


@register.filter
def money(cost: Cost) -> str:
    """An amount in euro as the reader's language writes it; a fee of nothing is "free"."""
    if cost.amount == 0:
        return gettext("free")
    return euros_in(get_language() or "en", cost.amount)


@lru_cache(maxsize=1024)
def euros_in(language: str, amount: Decimal) -> str:
    return format_currency(amount, "EUR", locale=Locale.parse(language))


@register.filter
def price(service: PublicService) -> str:
    """What a service costs, in one phrase."""
    paid = [cost for cost in service.costs if cost.amount]
    if not paid:
        return gettext("Free")
    cheapest = money(min(service.costs, key=lambda cost: cost.amount))
    if len({cost.amount for cost in service.costs}) == 1:
        return cheapest
    if len(paid) < len(service.costs):
        return gettext("Free or with a fee, depending on your case")
    return gettext("From %(price)s") % {"price": cheapest}


@register.filter
def duration(text: str) -> str:
    """``P6D`` as "6 working days"."""
    if not text:
        return ""
    length = parse_duration(text)
    forms = {
        "minutes": ngettext("%(number)d minute", "%(number)d minutes", length.number),
        "hours": ngettext("%(number)d hour", "%(number)d hours", length.number),
        "days": ngettext("%(number)d working day", "%(number)d working days", length.number),
        "weeks": ngettext("%(number)d week", "%(number)d weeks", length.number),
        "months": ngettext("%(number)d month", "%(number)d months", length.number),
    }
    return forms[length.unit] % {"number": length.number}


@register.filter
def answer_time(service: PublicService) -> str:
    """Within how much working time a letter about a service is answered: "4 working hours"."""
    target = parse_target(service.answer_within or f"P{LONGEST_TARGET_DAYS}D")
    if target.unit == "days":
        return duration(f"P{target.number}D")
    words = ngettext("%(number)d working hour", "%(number)d working hours", target.number)
    return words % {"number": target.number}


@register.simple_tag
def quick_to_answer(slug: str | None) -> PublicService | None:
    """The service with this name, where letters about it are answered sooner than others."""
    service = service_by_slug(current_version(), slug) if slug else None
    return service if service is not None and service.answer_within else None


@register.filter
def language_name(code: str) -> str:
    """The name of a spoken language as it stands inside a sentence of the reader's language."""
    return str(locale().languages.get(code, code))


@register.filter
def language_names(codes: Iterable[str]) -> str:
    """Several languages in one phrase."""
    return names_in(get_language() or "en", tuple(codes))


@lru_cache(maxsize=1024)
def names_in(language: str, codes: tuple[str, ...]) -> str:
    names = Locale.parse(language).languages
    return ", ".join(names.get(code, code) for code in codes)


@register.filter
def spoken_at(places: Iterable[PlaceNow]) -> list[str]:
    """All languages spoken at these places, those of most places first."""
    counts: dict[str, int] = {}
    for place in places:
        for code in place.languages:
            counts[code] = counts.get(code, 0) + 1
    return sorted(counts, key=lambda code: -counts[code])


@register.filter
def at_branch(weeks: Mapping[int, Week | None] | None, branch: Branch) -> Week | None:
    """The week of a service at a branch, where it has hours of its own there."""
    return weeks.get(branch.pk) if weeks else None


@register.simple_tag(name="week_table")
def table_of_week(week: Week, label: str) -> SafeString:
    """The coming week, written once a day for all readers of a language."""
    columns = tuple((str(column.title), column.hours) for column in week.columns)
    return written_week(week.version, get_language(), label, columns, today_in(week.version))


@per_version
def written_week(
    version: str, _language: str | None, label: str, columns: tuple[tuple[str, tuple[str, ...]], ...], _today: date
) -> SafeString:
    table = week_table([Column(title, hours) for title, hours in columns], version=version)
    return render_to_string("catalogue/parts/week_table.html", {"table": table, "label": label})


@register.filter
def open_places(places: Iterable[PlaceNow]) -> list[PlaceNow]:
    return [place for place in places if place.is_open]


@register.filter
def first_to_open(places: Iterable[PlaceNow]) -> str:
    """When the first of these closed places opens."""
    waiting = [place for place in places if place.next_change]
    return opening(min(waiting, key=lambda place: place.next_change or place.at)) if waiting else ""


@register.filter
def paragraphs(texts: Translated) -> SafeString:
    """A longer text as paragraphs, marked where it is not in the reader's language."""
    shown = texts.shown_in(get_language() or "en")
    parts = [part.strip() for part in shown.text.split("\n\n") if part.strip()]
    marked = format_html_join("", '<p class="utrecht-paragraph">{}</p>', ((part,) for part in parts))
    if not shown.is_fallback:
        return marked
    return format_html(
        '<p><span class="z-untranslated">{}</span></p><div lang="{}">{}</div>',
        gettext("not yet translated"),
        shown.language,
        marked,
    )


@register.filter
def opening(place: PlaceNow) -> str:
    """ "Open until 16:00", "Closed, opens tomorrow at 8:30"."""
    return opening_in(get_language() or "en", place.is_open, place.next_change, place.at.date())


@lru_cache(maxsize=1024)
def opening_in(language: str, is_open: bool, next_change: datetime | None, today: date) -> str:
    """The phrase of ``opening``; several branches on one page share it."""
    if next_change is None:
        return gettext("Open") if is_open else gettext("Closed")
    time = written_date(next_change, "H:i")
    if is_open:
        return gettext("Open until %(time)s") % {"time": time}
    if next_change.date() == today:
        return gettext("Closed, opens today at %(time)s") % {"time": time}
    if next_change.date() == today + timedelta(days=1):
        return gettext("Closed, opens tomorrow at %(time)s") % {"time": time}
    day = written_date(next_change, "l j F")
    return gettext("Closed, opens on %(day)s at %(time)s") % {"day": day, "time": time}


@register.filter
def appointment(channel: Channel) -> str:
    """Whether a visit needs an appointment."""
    return {
        Appointment.REQUIRED: gettext("By appointment only"),
        Appointment.POSSIBLE: gettext("With or without an appointment"),
        Appointment.NONE: gettext("No appointment needed"),
        None: "",
    }[channel.appointment]


@register.filter
def audience_name(code: str) -> str:
    """Who may use a service."""
    names = {
        "residents": gettext("Residents"),
        "newcomers": gettext("Newcomers"),
        "visitors": gettext("Visitors"),
        "businesses": gettext("Businesses"),
        "associations": gettext("Associations"),
    }
    return names.get(code, code)


@register.filter
def facility(code: str) -> str:
    """What makes a building accessible."""
    names = {
        "step_free": gettext("Step-free entrance"),
        "lift": gettext("Lift"),
        "accessible_toilet": gettext("Accessible toilet"),
        "hearing_loop": gettext("Hearing loop"),
        "disabled_parking": gettext("Parking space for people with a disability"),
        "quiet_room": gettext("Quiet room"),
        "sign_language": gettext("Sign language by appointment"),
    }
    return names.get(code, code)


@register.simple_tag
def booking_path(service: str = "", branch: str = "") -> str:
    """Where a visit is booked; empty where nothing can be booked."""
    return booking_address(service, branch)


@register.simple_tag
def writing_path(service: str) -> str:
    """Where somebody writes to the city about a service; empty where no letters are taken."""
    return writing_address(service)


@register.simple_tag
def waiting_room_of(branch: str) -> WaitingRoom | None:
    """The pages of the waiting room of a branch; None where there is no queue."""
    return waiting_room(branch)


@register.simple_tag
def live_figures_path(branch: str = "") -> str:
    """Where people see how a branch does now, or all of them; empty where nothing is measured."""
    return live_figures_address(branch)
