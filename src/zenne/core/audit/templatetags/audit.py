"""How the audit log is shown."""

import re
from typing import Any

from django import template
from django.utils import timezone

from zenne.core.audit.models import AuditRecord
from zenne.core.audit.purposes import current_purpose, purpose_name
from zenne.core.audit.words import action_name, roles_shown

UUID_REST = re.compile(r"(?<=[0-9a-f]{8})-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")

register = template.Library()
register.filter(action_name)
register.filter(purpose_name)


@register.filter
def role_then(record: AuditRecord) -> str:
    """Who it was without their name: what the person whose data it is gets to see."""
    return roles_shown(record.roles, kind=record.asker_kind)


@register.filter
def which_one(thing: str) -> str:
    """What tells a thing from others of its kind, short: the action says what kind it is."""
    _kind, _, name = thing.partition(":")
    return UUID_REST.sub("", name or thing)


@register.inclusion_tag("audit/parts/purpose_bar.html", takes_context=True)
def purpose_bar(context: dict[str, Any]) -> dict[str, Any]:
    """A thin bar that says what one is working on, on the pages of the workplace."""
    request = context["request"]
    is_workplace = "/staff/" in request.path and hasattr(request, "session")
    current = current_purpose(request.session, now=timezone.now()) if is_workplace else None
    return {"current": current, "csrf_token": context.get("csrf_token")}
