"""The pages that things of the catalogue have of their own, as they would be with other texts."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from zenne.catalogue.models import Branch, LifeEvent, PublicService, Topic
from zenne.catalogue.views.branches import BRANCH_PAGE, branch_context
from zenne.catalogue.views.services import (
    GROUP_PAGE,
    SERVICE_PAGE,
    life_event_context,
    service_context,
    topic_context,
)
from zenne.core.content.public import version_of


def page_of(request: HttpRequest, thing: Model) -> tuple[str, dict[str, Any]]:
    """The template of a thing's own page, and what it shows.

    Raises:
        LookupError: things of this kind have no page.
    """
    version = version_of(request)
    if isinstance(thing, PublicService):
        return SERVICE_PAGE, service_context(thing, version=version)
    if isinstance(thing, Branch):
        return BRANCH_PAGE, branch_context(thing, version=version)
    if isinstance(thing, LifeEvent):
        return GROUP_PAGE, life_event_context(thing, version=version)
    if isinstance(thing, Topic):
        return GROUP_PAGE, topic_context(thing, version=version)
    raise LookupError(f"{type(thing).__name__} has no page")
