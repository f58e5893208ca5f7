"""Signs between things that are no sentence together, as the reader's language sets them."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.simple_tag
def colon() -> str:
    """A colon; in French behind a space at which no line breaks (Lexique des règles typographiques)."""
    return gettext(":")
