"""Data in the reader's words."""

import json

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from zenne.catalogue.public import city
from zenne.core.content.public import version_of
from zenne.core.languages.public import Translated
from zenne.dataportal.actions.note_use import PAGE, ROWS
from zenne.dataportal.metadata.schema_org import dataset_data
from zenne.dataportal.models import Load
from zenne.dataportal.query.sight import SightOfColumn
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import TablePolicy
from zenne.dataportal.rules.protection import closes_something
from zenne.dataportal.rules.visibility import VisibleColumn
from zenne.dataportal.words.labels import TYPES, coarsening_words

register = template.Library()
ESCAPES = {">": "\\u003E", "<": "\\u003C", "&": "\\u0026"}
"""The letters that HTML knows, as JSON may write them too."""


@register.filter
def type_name(of_column: ColumnType) -> str:
    """The type of a column in words."""
    return str(TYPES[of_column])


@register.filter
def how_coarse(visible: VisibleColumn | SightOfColumn) -> str:
    """How a column is made less exact for the reader; empty when it is not."""
    return coarsening_words(visible.coarser, visible.column.type) if visible.coarser else ""


@register.filter
def load_name(load: Load) -> str:
    """How a load is called: as its file, or by the table whose columns it corrects."""
    return _("Columns of %(table)s") % {"table": load.name} if load.correction else load.name


@register.simple_tag(takes_context=True)
def structured_dataset(context: Context) -> SafeString:
    """The ``known`` data set of a page as schema.org's Dataset. No text can end the element or begin another."""
    request = context["request"]
    data = {"@context": "https://schema.org", **dataset_data(context["known"], city(version_of(request)))}
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for letter, escape in ESCAPES.items():
        written = written.replace(letter, escape)
    return mark_safe(  # noqa: S308 - the three letters that HTML knows are escaped in the JSON
        f'<script type="application/ld+json" nonce="{request.csp_nonce}">{written}</script>'
    )


@register.filter
def has_text(texts: Translated, language: str) -> bool:
    """Whether a text is written in a language."""
    return language in texts


@register.filter
def is_open(policy: TablePolicy) -> bool:
    """Whether a policy hides nothing from whoever sees the data set."""
    return not closes_something(policy)


@register.filter
def use_name(kind: str) -> str:
    """What was used of a table."""
    return {PAGE: _("Page of the table"), ROWS: _("Pages of rows in the API")}.get(kind) or _(
        "Downloads: %(format)s"
    ) % {"format": kind}
