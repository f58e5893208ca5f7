"""Reads of the catalogue."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from zenne.catalogue.models import Branch, City, LifeEvent, Offering, PublicOrganisation, PublicService, Topic
from zenne.catalogue.visits import ways_in
from zenne.core.content.public import per_version
from zenne.core.languages.public import Translated

OPEN_TO = "public"
"""To whom these answer: the catalogue is public."""


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


@dataclass(frozen=True, slots=True)
class ServiceName:
    """A service in a list of links."""

    pk: int
    slug: str
    name: Translated
    topic: Topic


@per_version
def service_names(version: str) -> Mapping[str, ServiceName]:
    """All current services by slug, by topic and then by need."""
    by_pk = {topic.pk: topic for topic in topics(version)}
    rows = PublicService.objects.current().order_by("topic__position", "-popularity", "slug")
    return {
        slug: ServiceName(pk, slug, name, by_pk[topic])
        for pk, slug, name, topic in rows.values_list("pk", "slug", "name", "topic_id")
    }


@per_version
def organisations(version: str) -> tuple[PublicOrganisation, ...]:
    """All current departments, in the order that the city chose."""
    return tuple(PublicOrganisation.objects.current())


def services() -> QuerySet[PublicService]:
    """The services that people can ask for now, most needed first."""
    return PublicService.objects.current().select_related("topic", "organisation")


def places_of(service: PublicService, *, version: str) -> list[ServicePlace]:
    """Where this service is offered, administrative centres first."""
    return all_places(version).get(service.pk, [])


@per_version
def all_places(version: str) -> Mapping[int, list[ServicePlace]]:
    """Where each service is offered, by the service's primary key. One query."""
    by_pk = {branch.pk: branch for branch in branches(version)}
    order = list(by_pk)
    found: dict[int, list[ServicePlace]] = {}
    for offering in Offering.objects.filter(branch__in=order):
        branch = by_pk[offering.branch_id]
        place = ServicePlace(branch, offering.hours or branch.hours, tuple(offering.languages or branch.languages))
        found.setdefault(offering.service_id, []).append(place)
    for places in found.values():
        places.sort(key=lambda place: order.index(place.branch.pk))
    return found


@dataclass(frozen=True, slots=True)
class OfferedService:
    """A service at one branch; ``has_own_hours`` when it is not there all the hours of the branch, for everybody."""

    service: ServiceName
    has_own_hours: bool


def services_at(branch: Branch, *, version: str) -> list[OfferedService]:
    """What a branch offers, by topic and then by need. One query."""
    own_hours = dict(branch.offerings.values_list("service_id", "hours"))
    usual = ways_in(version, branch.pk)
    return [
        OfferedService(name, bool(own_hours[name.pk]) or ways_in(version, branch.pk, name.pk) != usual)
        for name in service_names(version).values()
        if name.pk in own_hours
    ]


def related_services(service: PublicService, *, version: str) -> list[ServiceName]:
    """In the order that the city chose."""
    names = service_names(version)
    return [names[slug] for slug in service.related if slug in names]


@per_version
def service_by_slug(version: str, slug: str) -> PublicService | None:
    """One current service with its topic and organisation. One query."""
    service = PublicService.objects.current().filter(slug=slug).first()
    if service is not None:
        service.topic = next(topic for topic in topics(version) if topic.pk == service.topic_id)
        service.organisation = next(owner for owner in organisations(version) if owner.pk == service.organisation_id)
    return service
