"""schema.org data in the head of a page."""

import json
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from zenne.catalogue.exports.schema_org import Data, branch_data, service_data
from zenne.catalogue.queries import city
from zenne.core.content.public import version_of

register = template.Library()
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
"""No text can end the script element or begin another: the same letters, as JSON writes them."""


@register.simple_tag(takes_context=True)
def structured_service(context: Context) -> SafeString:
    """The ``service`` of a page at its ``places``."""
    version = version_of(context["request"])
    return script(context, service_data(context["service"], context["places"], city(version)))


@register.simple_tag(takes_context=True)
def structured_branch(context: Context) -> SafeString:
    """The ``branch`` of a page as it is on the day of its ``place``."""
    today = context["place"].at.date()
    return script(context, branch_data(context["branch"], version=version_of(context["request"]), today=today))


def script(context: Context, data: list[Data]) -> SafeString:
    """Data as an element that no browser runs."""
    document: dict[str, Any] = {"@context": "https://schema.org", "@graph": data}
    written = json.dumps(document, ensure_ascii=False, separators=(",", ":")).translate(ESCAPES)
    nonce = context["request"].csp_nonce
    return format_html(
        '<script type="application/ld+json" nonce="{}">{}</script>',
        nonce,
        mark_safe(written),  # noqa: S308 - the three letters that HTML knows are escaped above
    )
