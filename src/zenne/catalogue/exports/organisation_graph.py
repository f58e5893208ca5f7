"""The city, its departments, its branches and its life events as RDF."""

from collections import Counter
from collections.abc import Iterable

from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, RDFS, SKOS

from zenne.catalogue.exports.vocabulary import (
    CV,
    LOCN,
    SCHEMA,
    add,
    add_concept,
    add_languages,
    add_texts,
    point,
    thing,
)
from zenne.catalogue.models import Branch, City, LifeEvent, PublicOrganisation, PublicService, Topic
from zenne.core.languages.public import Translated

CITY = "city"
AREA = "area"


def add_city(graph: Graph, city: City) -> None:
    """The city as an organisation and as the area that it serves."""
    node, area = thing("", CITY), thing("", AREA)
    add(graph, area, (RDF.type, DCTERMS.Location), (DCAT.centroid, point(city.latitude, city.longitude)))
    add_texts(graph, area, RDFS.label, city.name)
    add_organisation(graph, node, identifier=CITY, names=city.long_name)
    add(graph, node, (FOAF.homepage, URIRef(city.website) if city.website else None))
    add_contact(graph, node, email=city.email, phone=city.phone)


def add_department(graph: Graph, department: PublicOrganisation) -> None:
    """A department as a part of the city."""
    node = department_node(department)
    add_organisation(graph, node, identifier=department.key, names=department.name)
    add(graph, node, (ORG.subOrganizationOf, thing("", CITY)))
    add_contact(graph, node, email=department.email, phone=department.phone)


def add_organisation(graph: Graph, node: URIRef, *, identifier: str, names: Translated) -> None:
    add(
        graph,
        node,
        (RDF.type, CV.PublicOrganisation),
        (RDF.type, ORG.Organization),
        (DCTERMS.identifier, identifier),
        (DCTERMS.spatial, thing("", AREA)),
    )
    add_texts(graph, node, SKOS.prefLabel, names)


def department_node(department: PublicOrganisation) -> URIRef:
    return thing("", f"department-{department.key}")


def add_contact(graph: Graph, owner: URIRef, *, email: str, phone: str) -> URIRef:
    """How to reach an organisation or a branch."""
    contact = URIRef(f"{owner}-contact")
    add(graph, contact, (RDF.type, CV.ContactPoint), (CV.email, email), (CV.telephone, phone))
    add(graph, owner, (CV.contactPoint, contact))
    return contact


def add_branch(graph: Graph, branch: Branch) -> None:
    """A branch as a place with an address, hours in OpenStreetMap syntax and languages."""
    node, address = branch_node(branch), thing(f"branches/{branch.slug}/", "address")
    add(
        graph,
        node,
        (RDF.type, DCTERMS.Location),
        (DCTERMS.identifier, branch.slug),
        (DCAT.centroid, point(branch.latitude, branch.longitude)),
        (LOCN.address, address),
        (SCHEMA.openingHours, branch.hours),
        (FOAF.page, URIRef(str(node).partition("#")[0])),
    )
    add_texts(graph, node, RDFS.label, branch.name)
    add_texts(graph, node, DCTERMS.description, branch.directions)
    add_languages(graph, node, branch.languages)
    add_contact(graph, node, email=branch.email, phone=branch.phone)
    add(
        graph,
        address,
        (RDF.type, LOCN.Address),
        (LOCN.locatorDesignator, branch.number),
        (LOCN.postCode, branch.postcode),
    )
    add_texts(graph, address, LOCN.thoroughfare, branch.street)
    add_texts(graph, address, LOCN.postName, branch.locality)


def branch_node(branch: Branch) -> URIRef:
    return thing(f"branches/{branch.slug}/", "branch")


def add_topic(graph: Graph, topic: Topic) -> None:
    add_concept(graph, topic_node(topic), notation=topic.key, names=topic.name)


def topic_node(topic: Topic) -> URIRef:
    return thing(f"topics/{topic.key}/", "topic")


def add_event(graph: Graph, event: LifeEvent, *, is_of_business: bool) -> None:
    """A life event or a business event."""
    node = event_node(event.key)
    kind = CV.BusinessEvent if is_of_business else CV.LifeEvent
    add(graph, node, (RDF.type, CV.Event), (RDF.type, kind), (DCTERMS.identifier, event.key))
    add_texts(graph, node, DCTERMS.title, event.name)


def event_node(key: str) -> URIRef:
    return thing(f"life-events/{key}/", "event")


def business_events(grouped: Iterable[tuple[str, PublicService]]) -> set[str]:
    """Keys of the events of which most services are for businesses, from pairs of an event's key and a service."""
    balance: Counter[str] = Counter()
    for key, service in grouped:
        balance[key] += 1 if "businesses" in service.audience else -1
    return {key for key, number in balance.items() if number > 0}
