"""Numbers as the pages of counters show them."""

from django import template

from zenne.counters.capacity.models import VisitType
from zenne.counters.capacity.names import visit_name as named

register = template.Library()


@register.filter
def percent(share: float) -> int:
    """A share from 0 to 1 as a whole number of hundredths, without a sign."""
    return round(100 * share)


@register.filter
def visit_name(visit: VisitType) -> str:
    """What people come for, in words."""
    return named(visit)
