"""Roles in words."""

from django import template

from zenne.accounts.key_facts import facts_of
from zenne.accounts.roles import BY_CODE

register = template.Library()


@register.filter
def role_name(code: str) -> str:
    """What a role is called."""
    return str(BY_CODE[code].label) if code in BY_CODE else code


@register.filter
def key_facts(key: str) -> list[str]:
    """What modules say about an API key."""
    return facts_of(key)
