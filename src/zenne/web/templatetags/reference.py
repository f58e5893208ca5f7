"""How the reference of the API is written."""

from itertools import cycle

from django import template
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.filter
def with_code(text: str) -> SafeString:
    """A text in which words between backticks are code."""
    forms = cycle(["{}", '<code class="z-code">{}</code>'])
    parts = [format_html(form, conditional_escape(part)) for form, part in zip(forms, text.split("`"), strict=False)]
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped
