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
def is_fallback(texts: Translated) -> bool:
    """Whether a text is shown in another language than the reader's."""
    return texts.shown_in(get_language() or "en").is_fallback


@register.filter
def shown_language(texts: Translated) -> str:
    """The code of the language in which a text is shown."""
    return texts.shown_in(get_language() or "en").language


@register.filter
def plain(texts: Translated) -> str:
    """The text alone, for titles and attributes."""
    return texts.shown_in(get_language() or "en").text
