"""schema.org data in the head of a page."""

import json
from datetime import date

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from zenne.catalogue.exports.schema_org import Data, branch_data, service_data
from zenne.catalogue.models import Branch, PublicService
from zenne.catalogue.queries import city
from zenne.core.content.public import per_version, version_of

register = template.Library()
ESCAPES = {">": "\\u003E", "<": "\\u003C", "&": "\\u0026"}
"""The letters that HTML knows, as JSON may write them too."""


@register.simple_tag(takes_context=True)
def structured_service(context: Context) -> SafeString:
    """The ``service`` of a page at its ``places``."""
    branches = tuple(place.branch for place in context["places"])
    version = version_of(context["request"])
    return script(context, service_json(version, context["service"], branches, get_language() or "en"))


@register.simple_tag(takes_context=True)
def structured_branch(context: Context) -> SafeString:
    """The ``branch`` of a page as it is on the day of its ``place``."""
    today = context["place"].at.date()
    version = version_of(context["request"])
    return script(context, branch_json(version, context["branch"], today, get_language() or "en"))


@per_version
def service_json(version: str, service: PublicService, branches: tuple[Branch, ...], language: str) -> str:
    with override(language):
        return json_for_html(service_data(service, branches, city(version)))


@per_version
def branch_json(version: str, branch: Branch, today: date, language: str) -> str:
    with override(language):
        return json_for_html(branch_data(branch, version=version, today=today))


def json_for_html(things: list[Data]) -> str:
    """Things of schema.org as JSON in which no text can end the script element or begin another."""
    written = json.dumps(
        {"@context": "https://schema.org", "@graph": things}, ensure_ascii=False, separators=(",", ":")
    )
    for letter, escape in ESCAPES.items():
        written = written.replace(letter, escape)
    return written


def script(context: Context, written: str) -> SafeString:
    """Data as an element that no browser runs."""
    nonce = context["request"].csp_nonce
    return mark_safe(  # noqa: S308 - the three letters that HTML knows are escaped in the JSON
        f'<script type="application/ld+json" nonce="{nonce}">{written}</script>'
    )
