"""Numbers as the reader's language writes them."""

from babel.numbers import format_decimal
from django import template
from django.utils.translation import get_language

register = template.Library()


@register.filter
def grouped(number: int) -> str:
    """A whole number with the separators of the reader's language."""
    return str(format_decimal(number, locale=get_language() or "en"))
