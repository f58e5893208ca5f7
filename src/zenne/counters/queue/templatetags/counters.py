"""Numbers as the pages of counters show them."""

from django import template

register = template.Library()


@register.filter
def percent(share: float) -> int:
    """A share from 0 to 1 as a whole number of hundredths, without a sign."""
    return round(100 * share)
