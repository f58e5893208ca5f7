"""Distances in the reader's words."""

from babel import Locale
from babel.units import format_unit
from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def distance(metres: float) -> str:
    """A distance as people say it: "350 m", "1.2 km"."""
    locale = Locale.parse(get_language() or "en")
    if metres < 975:
        return format_unit(max(round(metres / 50) * 50, 50), "length-meter", "short", locale=locale)
    return format_unit(metres / 1000, "length-kilometer", "short", format="0.0", locale=locale)
