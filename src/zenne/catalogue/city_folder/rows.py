"""From checked files to the columns of the catalogue's tables."""

from collections.abc import Callable, Mapping
from typing import Any

from zenne.catalogue.city_folder.reading import CityFolder, Entry
from zenne.catalogue.city_folder.schemas import BranchFacts, BranchWords, ServiceFacts, ServiceWords
from zenne.catalogue.models import Branch, PublicOrganisation, PublicService, Topic
from zenne.catalogue.rules.parts import Channel, ChannelKind, Cost, LegalResource, Output, Requirement
from zenne.catalogue.rules.streets import NamedStreet
from zenne.core.languages.public import Translated

Rows = dict[str, dict[str, Any]]
ServiceEntry = Entry[ServiceFacts, ServiceWords]
BranchEntry = Entry[BranchFacts, BranchWords]


def translated(entry: Entry[Any, Any], text: Callable[[Any], str | None]) -> Translated:
    """One text of an entry in every language that has it, in the city's order of languages."""
    return Translated({language: text(file.content) or "" for language, file in entry.words.items()})


def keyed(entry: Entry[Any, Any], name: str, key: str) -> Translated:
    """The text of ``key`` in the list ``name`` of an entry's words."""
    return translated(entry, lambda words: getattr(words, name).get(key))


def city_row(folder: CityFolder) -> dict[str, Any]:
    city = folder.city
    facts = city.facts.content
    return {
        "languages": list(facts.languages),
        "official_languages": list(facts.official_languages),
        "name": translated(city, lambda words: words.name),
        "long_name": translated(city, lambda words: words.long_name),
        "welcome": translated(city, lambda words: words.welcome),
        "website": facts.website,
        "phone": facts.contact.phone or "",
        "email": facts.contact.email or "",
        "fees_are_examples": facts.fees_are_examples,
        "latitude": facts.centre[0],
        "longitude": facts.centre[1],
    }


def event_rows(folder: CityFolder) -> Rows:
    return {
        event.key: {"name": keyed(folder.city, "life_events", event.key), "position": position, "icon": event.icon}
        for position, event in enumerate(folder.city.facts.content.life_events)
    }


def topic_rows(folder: CityFolder) -> Rows:
    return {
        topic.key: {"name": keyed(folder.city, "topics", topic.key), "position": position, "icon": topic.icon}
        for position, topic in enumerate(folder.city.facts.content.topics)
    }


def organisation_rows(folder: CityFolder) -> Rows:
    return {
        department.key: {
            "name": keyed(folder.city, "departments", department.key),
            "position": position,
            "email": department.email or "",
            "phone": department.phone or "",
        }
        for position, department in enumerate(folder.city.facts.content.departments)
    }


def service_rows(
    folder: CityFolder, *, organisations: Mapping[str, PublicOrganisation], topics: Mapping[str, Topic]
) -> Rows:
    return {
        slug: {
            "organisation_id": organisations[service.facts.content.department].pk,
            "topic_id": topics[service.facts.content.topic].pk,
            **service_row(service),
        }
        for slug, service in folder.services.items()
    }


def service_row(service: ServiceEntry) -> dict[str, Any]:
    facts = service.facts.content
    return {
        "audience": list(facts.audience),
        "popularity": facts.popularity,
        "name": translated(service, lambda words: words.name),
        "summary": translated(service, lambda words: words.summary),
        "description": translated(service, lambda words: words.description),
        "channels": tuple(channel(service, kind) for kind in facts.channels.kinds()),
        "requirements": tuple(Requirement(key, keyed(service, "requirements", key)) for key in facts.requirements),
        "costs": tuple(Cost(cost.key, cost.amount, keyed(service, "costs", cost.key)) for cost in facts.costs),
        "outputs": tuple(Output(key, keyed(service, "outputs", key)) for key in facts.outputs),
        "legal_basis": tuple(
            LegalResource(law.key, keyed(service, "legal_basis", law.key), law.url or "") for law in facts.legal_basis
        ),
        "processing_time": facts.processing_time,
        "answer_within": facts.answer_within,
        "processing_note": translated(service, lambda words: words.processing_time),
        "related": list(facts.related),
        "synonyms": {language: list(file.content.synonyms) for language, file in service.words.items()},
    }


def channel(service: ServiceEntry, kind: ChannelKind) -> Channel:
    channels = service.facts.content.channels
    note = translated(service, lambda words: words.channels.get(kind))
    if kind == ChannelKind.ONLINE and channels.online:
        return Channel(kind, note, url=channels.online.url)
    if kind == ChannelKind.COUNTER and channels.counter:
        return Channel(kind, note, appointment=channels.counter.appointment, minutes=channels.counter.minutes)
    if kind == ChannelKind.PHONE and channels.phone:
        return Channel(kind, note, hours=channels.phone.hours or "")
    return Channel(kind, note)


def branch_rows(folder: CityFolder) -> Rows:
    return {slug: branch_row(branch) for slug, branch in folder.branches.items()}


def branch_row(branch: BranchEntry) -> dict[str, Any]:
    facts = branch.facts.content
    return {
        "kind": facts.kind,
        "name": translated(branch, lambda words: words.name),
        "street": translated(branch, lambda words: words.street),
        "locality": translated(branch, lambda words: words.locality),
        "directions": translated(branch, lambda words: words.directions),
        "accessibility_note": translated(branch, lambda words: words.accessibility),
        "accessibility": list(facts.accessibility),
        "number": facts.number,
        "postcode": facts.postcode,
        "latitude": facts.location[0],
        "longitude": facts.location[1],
        "phone": facts.phone,
        "email": facts.email,
        "hours": facts.hours,
        "phone_hours": facts.phone_hours or "",
        "desks": facts.desks,
        "languages": list(facts.languages),
    }


def offering_rows(
    folder: CityFolder, *, services: Mapping[str, PublicService], branches: Mapping[str, Branch]
) -> dict[tuple[int, int], dict[str, Any]]:
    return {
        (services[service].pk, branches[slug].pk): {
            "hours": (offering and offering.hours) or "",
            "languages": list(offering.languages) if offering else [],
        }
        for slug, branch in folder.branches.items()
        for service, offering in branch.facts.content.services.items()
    }


def street_rows(streets: Mapping[str, NamedStreet]) -> Rows:
    return {
        key: {
            "name": street.name,
            "other_names": list(street.other_names),
            "postcode": street.postcode,
            "longitude": street.middle[0],
            "latitude": street.middle[1],
            "geometry": dict(street.geometry),
        }
        for key, street in streets.items()
    }
