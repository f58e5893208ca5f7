"""Roles and deeds in words."""

from django import template
from django.utils.translation import gettext as _

from zenne.accounts.roles import BY_CODE, RESIDENT, TEAM
from zenne.core.audit.public import AuditRecord

register = template.Library()


@register.filter
def role_name(code: str) -> str:
    """What a role is called."""
    return str(BY_CODE[code].label) if code in BY_CODE else code


@register.filter
def function_in_words(record: AuditRecord) -> str:
    """Who did it, by their function at that moment: a resident has a right to that, and a worker to their own name."""
    codes = [code for code in record.asker_roles.split(",") if code in BY_CODE]
    functions = [code for code in codes if code not in {RESIDENT.code, TEAM.code}] or codes
    return ", ".join(role_name(code) for code in functions) or _("The system of the city")


@register.filter
def deed_in_words(action: str) -> str:
    """What was done."""
    return {
        "accounts.view-person": _("Opened your card"),
        "accounts.grant-role": _("Gave you a role"),
        "accounts.take-role-away": _("Took a role away from you"),
        "accounts.deactivate-person": _("Closed your account"),
        "accounts.revoke-key": _("Revoked your API key"),
    }.get(action, action)
