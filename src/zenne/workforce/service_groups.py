"""What can be learned at a counter, grouped by the team that owns it."""

from collections.abc import Iterable
from dataclasses import dataclass

from zenne.catalogue.public import PublicService, organisations, services
from zenne.core.content.public import per_version
from zenne.core.languages.public import Translated


@dataclass(frozen=True, slots=True)
class KnownService:
    """A service with a counter."""

    pk: int
    slug: str
    name: Translated


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """The services of a team; ``key`` is that of the team and of its department."""

    key: str
    name: Translated
    services: tuple[KnownService, ...]


@per_version
def service_groups(version: str) -> tuple[ServiceGroup, ...]:
    """All services that people come to a counter for. One query, besides the departments."""
    by_owner: dict[int, list[KnownService]] = {}
    rows: Iterable[PublicService] = services().order_by("-popularity", "slug")
    for service in rows:
        if service.counter is not None:
            by_owner.setdefault(service.organisation_id, []).append(
                KnownService(service.pk, service.slug, service.name)
            )
    return tuple(
        ServiceGroup(owner.key, owner.name, tuple(by_owner[owner.pk]))
        for owner in organisations(version)
        if owner.pk in by_owner
    )
