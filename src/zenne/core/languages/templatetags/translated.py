"""Show a text in the reader's language, and say so where it is not."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from zenne.core.languages.texts import Translated

register = template.Library()


@register.filter
def translated(texts: Translated) -> SafeString | str:
    """The text in the reader's language; in another one it is marked with its language and "not yet translated"."""
    shown = texts.shown_in(get_language() or "en")
    if not shown.is_fallback:
        return shown.text
    return format_html(
        '<span lang="{}">{}</span> <span class="z-untranslated">{}</span>',
        shown.language,
        shown.text,
        gettext("not yet translated"),
    )


@register.filter
def plain(texts: Translated) -> str:
    """The text alone, for titles and attributes."""
    return texts.shown_in(get_language() or "en").text
