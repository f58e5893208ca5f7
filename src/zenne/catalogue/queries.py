"""Reads of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from zenne.catalogue.models import Branch, City, LifeEvent, Offering, PublicOrganisation, PublicService, Topic
from zenne.core.content.public import per_version
from zenne.core.languages.public import Translated


@dataclass(frozen=True, slots=True)
class ServicePlace:
    """A service at a branch, with the hours and the languages that hold there for this service."""

    branch: Branch
    hours: str
    languages: tuple[str, ...]


@per_version
def city(version: str) -> City | None:
    """The city of this installation; ``None`` before one was loaded."""
    return City.objects.filter(pk=1).first()


@per_version
def life_events(version: str) -> tuple[LifeEvent, ...]:
    """All current life events, in the order that the city chose."""
    return tuple(LifeEvent.objects.current())


@per_version
def topics(version: str) -> tuple[Topic, ...]:
    """All current topics, in the order that the city chose."""
    return tuple(Topic.objects.current())


@per_version
def branches(version: str) -> tuple[Branch, ...]:
    """All branches, administrative centres first."""
    return tuple(Branch.objects.current())


@per_version
def service_names(version: str) -> Mapping[str, Translated]:
    """The names of all current services by slug, most needed first."""
    return dict(PublicService.objects.current().values_list("slug", "name"))


@per_version
def organisations(version: str) -> tuple[PublicOrganisation, ...]:
    """All current departments, in the order that the city chose."""
    return tuple(PublicOrganisation.objects.current())


def services() -> QuerySet[PublicService]:
    """The services that people can ask for now, most needed first."""
    return PublicService.objects.current().select_related("topic", "organisation")


def places_of(service: PublicService, *, version: str) -> list[ServicePlace]:
    """Where this service is offered. One query."""
    rows = service.offerings.values_list("branch_id", "hours", "languages")
    offered = {pk: (hours, languages) for pk, hours, languages in rows}
    return [
        ServicePlace(branch, hours or branch.hours, tuple(languages or branch.languages))
        for branch in branches(version)
        if branch.pk in offered
        for hours, languages in [offered[branch.pk]]
    ]


def services_at(branch: Branch) -> list[Offering]:
    """What a branch offers, each with its service, by topic and then by need. One query."""
    offerings = branch.offerings.filter(service__retired_at=None).select_related("service__topic")
    return sorted(offerings, key=lambda offering: (offering.service.topic.position, -offering.service.popularity))


def related_services(service: PublicService, *, version: str) -> list[tuple[str, Translated]]:
    """Slugs and names, in the order that the city chose."""
    names = service_names(version)
    return [(slug, names[slug]) for slug in service.related if slug in names]


def service_by_slug(slug: str, *, version: str) -> PublicService | None:
    """One current service with its topic and organisation. One query."""
    service = PublicService.objects.current().filter(slug=slug).first()
    if service is not None:
        service.topic = next(topic for topic in topics(version) if topic.pk == service.topic_id)
        service.organisation = next(owner for owner in organisations(version) if owner.pk == service.organisation_id)
    return service
