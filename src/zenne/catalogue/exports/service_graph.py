"""A public service as RDF."""

from collections.abc import Collection, Sequence

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS, XSD

from zenne.catalogue.exports.organisation_graph import AREA, CITY, department_node, event_node, topic_node
from zenne.catalogue.exports.vocabulary import (
    CPSV,
    CV,
    ELI,
    EURO,
    SCHEMA,
    add,
    add_concept,
    add_languages,
    add_texts,
    thing,
)
from zenne.catalogue.models import PublicService
from zenne.catalogue.rules.durations import parse_duration
from zenne.catalogue.rules.parts import Channel, ChannelKind, Cost, LegalResource

XSD_DURATIONS = {"minutes": "PT{}M", "hours": "PT{}H", "months": "P{}M"}
DAYS_IN_WEEK = 7
WORKING_DAYS_IN_WEEK = 5


def service_node(slug: str) -> URIRef:
    return thing(f"services/{slug}/", "service")


def part(service: PublicService, kind: str, key: str) -> URIRef:
    """The name of a part that has no life outside its service."""
    return thing(f"services/{service.slug}/", f"{kind}-{key}")


def add_service(
    graph: Graph,
    service: PublicService,
    *,
    life_events: Sequence[str],
    branches: Sequence[URIRef],
    known: Collection[str],
) -> None:
    """A service with all its parts.

    Args:
        life_events: keys.
        branches: where its counter is.
        known: the slugs of all services; only those are related.
    """
    node, owner = service_node(service.slug), department_node(service.organisation)
    add(
        graph,
        node,
        (RDF.type, CPSV.PublicService),
        (DCTERMS.identifier, service.slug),
        (CV.hasCompetentAuthority, owner),
        (CV.contactPoint, URIRef(f"{owner}-contact")),
        (CV.thematicArea, topic_node(service.topic)),
        (DCTERMS.spatial, thing("", AREA)),
        (CV.processingTime, duration(service.processing_time)),
        (FOAF.page, URIRef(str(node).partition("#")[0])),
        *((CV.isGroupedBy, event_node(key)) for key in life_events),
        *((CV.relatedService, service_node(slug)) for slug in service.related if slug in known),
    )
    add_words(graph, node, service)
    for code in service.audience:
        add(graph, node, (DCTERMS.audience, add_concept(graph, thing("", f"audience-{code}"), notation=code)))
    for channel in service.channels:
        add_channel(graph, service, channel, branches=branches)
    for cost in service.costs:
        add_cost(graph, service, cost)
    for law in service.legal_basis:
        add_law(graph, service, law)
    add_needs_and_outputs(graph, service)


def add_words(graph: Graph, node: URIRef, service: PublicService) -> None:
    """Name, description and other words in every language."""
    add_texts(graph, node, DCTERMS.title, service.name)
    add_texts(graph, node, DCTERMS.abstract, service.summary)
    add_texts(graph, node, DCTERMS.description, service.description or service.summary)
    add_languages(graph, node, service.name)
    for language, words in service.synonyms.items():
        for word in words:
            add(graph, node, (DCAT.keyword, Literal(word, lang=language)))


def add_channel(graph: Graph, service: PublicService, channel: Channel, *, branches: Sequence[URIRef]) -> None:
    """A way to ask for the service; the counter with the branches where it is."""
    node = part(service, "channel", channel.kind)
    kind = add_concept(graph, thing("", f"channel-{channel.kind}"), notation=channel.kind)
    add(
        graph,
        node,
        (RDF.type, CV.Channel),
        (DCTERMS.identifier, f"{service.slug}-{channel.kind}"),
        (DCTERMS.type, kind),
        (CV.ownedBy, department_node(service.organisation)),
        (FOAF.page, URIRef(channel.url) if channel.url else None),
    )
    add_texts(graph, node, DCTERMS.description, channel.note)
    if channel.kind == ChannelKind.COUNTER:
        add(graph, node, *((SCHEMA.serviceLocation, branch) for branch in branches))
    add(graph, service_node(service.slug), (CV.hasChannel, node))


def add_cost(graph: Graph, service: PublicService, cost: Cost) -> None:
    """A fee in euro."""
    node = part(service, "cost", cost.key)
    add_concept(graph, EURO, notation="EUR")
    add(
        graph,
        node,
        (RDF.type, CV.Cost),
        (DCTERMS.identifier, f"{service.slug}-{cost.key}"),
        (CV.hasValue, Literal(float(cost.amount), datatype=XSD.double)),
        (CV.currency, EURO),
        (CV.isDefinedBy, thing("", CITY)),
    )
    add_texts(graph, node, DCTERMS.description, cost.text)
    add(graph, service_node(service.slug), (CV.hasCost, node))


def add_law(graph: Graph, service: PublicService, law: LegalResource) -> None:
    """A law, named by its own address where it has one."""
    node = URIRef(law.url) if law.url else part(service, "law", law.key)
    add(graph, node, (RDF.type, ELI.LegalResource))
    add_texts(graph, node, RDFS.label, law.title)
    add(graph, service_node(service.slug), (CV.hasLegalResource, node))


def add_needs_and_outputs(graph: Graph, service: PublicService) -> None:
    """What a person needs and what a person gets."""
    needs = [("requirement", each, CV.Requirement, CV.holdsRequirement) for each in service.requirements]
    outputs = [("output", each, CV.Output, CPSV.produces) for each in service.outputs]
    for kind, each, of_class, relation in (*needs, *outputs):
        node = part(service, kind, each.key)
        add(graph, node, (RDF.type, of_class), (DCTERMS.identifier, f"{service.slug}-{each.key}"))
        add_texts(graph, node, DCTERMS.title, each.text)
        add(graph, service_node(service.slug), (relation, node))


def duration(text: str) -> Literal | None:
    """A processing time as ``xsd:duration``, which knows neither weeks nor working days: both become calendar days."""
    if not text:
        return None
    length = parse_duration(text)
    form = XSD_DURATIONS.get(length.unit, "P{}D")
    number = length.number
    if length.unit == "weeks":
        number *= DAYS_IN_WEEK
    elif length.unit == "days":
        number = -(-number * DAYS_IN_WEEK // WORKING_DAYS_IN_WEEK)
    return Literal(form.format(number), datatype=XSD.duration, normalize=False)
