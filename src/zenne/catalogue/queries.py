"""Reads of the catalogue."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from zenne.catalogue.models import Branch, City, LifeEvent, Offering, PublicService, Topic
from zenne.core.content.public import per_version


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """A service at a branch, with the hours and the languages that hold there for this service."""

    branch: Branch
    hours: str
    languages: tuple[str, ...]


@per_version
def city(version: str) -> City | None:  # noqa: ARG001
    """The city of this installation; ``None`` before one was loaded."""
    return City.objects.filter(pk=1).first()


@per_version
def life_events(version: str) -> tuple[LifeEvent, ...]:  # noqa: ARG001
    return tuple(LifeEvent.objects.current())


@per_version
def topics(version: str) -> tuple[Topic, ...]:  # noqa: ARG001
    return tuple(Topic.objects.current())


@per_version
def branches(version: str) -> tuple[Branch, ...]:  # noqa: ARG001
    """All branches, administrative centres first."""
    return tuple(Branch.objects.current())


def services() -> QuerySet[PublicService]:
    """The services that people can ask for now, most needed first."""
    return PublicService.objects.current().select_related("topic", "organisation")


def places_of(service: PublicService, *, version: str) -> list[ServicePlace]:
    """Where this service is offered. One query."""
    by_pk = {branch.pk: branch for branch in branches(version)}
    offerings = {offering.branch_id: offering for offering in service.offerings.all()}
    return [place(by_pk[pk], offerings[pk]) for pk in by_pk if pk in offerings]


def place(branch: Branch, offering: Offering) -> ServicePlace:
    return ServicePlace(branch, offering.hours or branch.hours, tuple(offering.languages or branch.languages))


def services_at(branch: Branch) -> list[Offering]:
    """What a branch offers, each with its service, by topic and then by need. One query."""
    offerings = branch.offerings.filter(service__retired_at=None).select_related("service__topic")
    return sorted(offerings, key=lambda offering: (offering.service.topic.position, -offering.service.popularity))


def related_services(service: PublicService) -> list[PublicService]:
    """In the order that the city chose. One query."""
    found = {other.slug: other for other in services().filter(slug__in=service.related)}
    return [found[slug] for slug in service.related if slug in found]


def with_offerings(rows: QuerySet[PublicService]) -> QuerySet[PublicService]:
    return rows.prefetch_related(Prefetch("offerings", queryset=Offering.objects.filter(branch__retired_at=None)))


def services_by_slug(slugs: Sequence[str]) -> dict[str, PublicService]:
    return {service.slug: service for service in services().filter(slug__in=slugs)}
