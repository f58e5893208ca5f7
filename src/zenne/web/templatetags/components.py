"""Small parts that pages of every module use."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from zenne.web.languages import path_in

register = template.Library()


@register.simple_tag
def icon(name: str, extra_class: str = "") -> SafeString:
    """An icon of the Lucide set, drawn in the colour of the text and silent for screen readers."""
    return mark_safe(  # noqa: S308 - the drawing comes from the installed icon set
        f'<svg class="z-icon {extra_class}" viewBox="0 0 24 24" fill="none" stroke-width="2" stroke-linecap="round" '
        f'stroke-linejoin="round" aria-hidden="true" focusable="false">{drawing(name)}</svg>'
    )


@register.simple_tag
def url(name: str, *args: str | int) -> str:
    """Django's own ``url`` tag with positional arguments, remembered: a page has dozens of them."""
    return path_to(get_language() or "", name, args)


@lru_cache(maxsize=8192)
def path_to(language: str, name: str, args: tuple[str | int, ...]) -> str:
    return reverse(name, args=args)


@register.filter
def in_reading_language(path: str) -> str:
    """The address of ``/services/passport/`` in the reader's language."""
    return path_in(get_language() or "en", path)


@lru_cache(maxsize=256)
def drawing(name: str) -> str:
    """The inner part of an icon's SVG; empty when the set has no such icon."""
    file = settings.ICONS_FOLDER / f"{name}.svg"
    if not name.replace("-", "").isalnum() or not file.is_file():
        return ""
    svg = file.read_text(encoding="utf-8")
    inner = svg[svg.index(">", svg.index("<svg")) + 1 : svg.rindex("</svg>")]
    return " ".join(inner.split())
