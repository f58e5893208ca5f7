"""What the API reads: the whole catalogue, once per content version."""

from collections.abc import Mapping

from zenne.catalogue.models import Branch, PublicService
from zenne.catalogue.queries import branches, services
from zenne.core.content.public import per_version


@per_version
def services_by_slug(version: str) -> Mapping[str, PublicService]:
    """All current services with everything that hangs on them, most needed first. Three queries."""
    found = services().prefetch_related("life_events", "offerings")
    return {service.slug: service for service in found}


@per_version
def branches_by_slug(version: str) -> Mapping[str, Branch]:
    """All current branches, administrative centres first."""
    return {branch.slug: branch for branch in branches(version)}


@per_version
def branches_by_pk(version: str) -> Mapping[int, Branch]:
    return {branch.pk: branch for branch in branches(version)}


def life_event_keys(service: PublicService) -> list[str]:
    """The life events of a service that ``services_by_slug`` gave. No query."""
    return [event.key for event in service.life_events.all()]
