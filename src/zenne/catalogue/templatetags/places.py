"""Distances, shares and lengths of time in the reader's words."""

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from babel import Locale
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext, ngettext

from zenne.catalogue.comparison import Cell
from zenne.catalogue.opening import PlaceNow
from zenne.catalogue.rules.addresses import KnownPlace

register = template.Library()


def locale() -> Locale:
    return Locale.parse(get_language() or "en")


@register.filter
def distance(metres: float) -> str:
    """A distance as people say it: "350 m", "1.2 km"."""
    if metres < 975:
        return format_unit(max(round(metres / 50) * 50, 50), "length-meter", "short", locale=locale())
    return format_unit(metres / 1000, "length-kilometer", "short", format="0.0", locale=locale())


@register.filter
def share(part: float) -> str:
    """A part of the whole, rounded down so that only all of it is 100 %."""
    return format_percent(int(part * 100 + 1e-9) / 100, locale=locale())


@register.filter
def number(value: float) -> str:
    """A number as HTML wants it: a share, or degrees to a metre."""
    return f"{value:.5f}"


@register.filter
def hours(length: timedelta) -> str:
    """A length of time in hours: "38.5 hours"."""
    count = round(length / timedelta(hours=1), 1)
    written = format_decimal(count, format="0.#", locale=locale())
    # French has the singular below two; the other languages for one alone.
    plural = 1 if count == 1 or (get_language() == "fr" and count < 2) else 2
    return ngettext("%(number)s hour", "%(number)s hours", plural) % {"number": written}


@register.filter
def languages_here(cell: Cell) -> str:
    """How many languages are spoken for a service; all their codes where they are fewer than at the branch."""
    spoken = cell.offer.languages if cell.offer else ()
    if cell.has_fewer_languages:
        return gettext("only %(languages)s") % {"languages": ", ".join(spoken)}
    return ngettext("%(number)d language", "%(number)d languages", len(spoken)) % {"number": len(spoken)}


@register.filter
def nearest_instead(cell: Cell) -> SafeString | str:
    """Where to go for a service that a branch does not offer."""
    instead = cell.instead
    if instead is None or instead.go_to is None or instead.gap.metres is None:
        return gettext("At no branch")
    return format_html(
        '<span class="z-visually-hidden">{}</span> <a class="utrecht-link" href="{}">{}</a> {}',
        gettext("Not here. Nearest:"),
        reverse("catalogue:branch", args=[instead.go_to.slug]),
        str(instead.go_to.name),
        distance(instead.gap.metres),
    )


@register.inclusion_tag("catalogue/parts/map.html")
def branch_map(places: Sequence[PlaceNow], street: KnownPlace | None = None) -> dict[str, Any]:
    """The button that shows these places, and the street that was asked for, on the map of the city."""
    return {
        "shown": " ".join(place.branch.slug for place in places),
        "street": street,
        "street_name": street.label_in(get_language() or "en") if street else "",
        "language": get_language() or "en",
        "words": json.dumps(map_words()),
    }


def map_words() -> dict[str, str]:
    """What the map says, by MapLibre's names."""
    return {
        "Map.Title": gettext("Map of the branches; move it with the arrow keys, zoom with plus and minus"),
        "NavigationControl.ZoomIn": gettext("Zoom in"),
        "NavigationControl.ZoomOut": gettext("Zoom out"),
        "CooperativeGesturesHandler.WindowsHelpText": gettext("Hold Ctrl and scroll to zoom the map"),
        "CooperativeGesturesHandler.MacHelpText": gettext("Hold ⌘ and scroll to zoom the map"),
        "CooperativeGesturesHandler.MobileHelpText": gettext("Use two fingers to move the map"),
    }
