"""The whole catalogue as linked data, in two forms."""

from typing import Any, Final

from rdflib import Graph

from zenne.catalogue.exports.organisation_graph import (
    add_branch,
    add_city,
    add_department,
    add_event,
    add_topic,
    branch_node,
    business_events,
)
from zenne.catalogue.exports.service_graph import add_service
from zenne.catalogue.exports.vocabulary import PREFIXES, empty_graph
from zenne.catalogue.queries import branches, city, life_events, organisations, topics
from zenne.catalogue.rest.reading import life_event_keys, services_by_slug
from zenne.core.content.public import per_version

FORMS: Final = {"ttl": ("turtle", "text/turtle; charset=utf-8"), "jsonld": ("json-ld", "application/ld+json")}


def catalogue_graph(version: str) -> Graph:
    """All services of a content version with everything around them, as CPSV-AP 3.2. At most nine queries."""
    graph = empty_graph()
    services = services_by_slug(version)
    here = city(version)
    if here is None:
        return graph
    add_city(graph, here)
    for department in organisations(version):
        add_department(graph, department)
    for topic in topics(version):
        add_topic(graph, topic)
    for branch in branches(version):
        add_branch(graph, branch)
    of_business = business_events((key, each) for each in services.values() for key in life_event_keys(each))
    for event in life_events(version):
        add_event(graph, event, is_of_business=event.key in of_business)
    for service in services.values():
        offered = {offering.branch_id for offering in service.offerings.all()}
        add_service(
            graph,
            service,
            life_events=life_event_keys(service),
            branches=[branch_node(branch) for branch in branches(version) if branch.pk in offered],
            known=services.keys(),
        )
    return graph


@per_version
def linked_data(version: str, form: str) -> bytes:
    """The catalogue of a content version in ``form``: ``ttl`` or ``jsonld``."""
    name, _content_type = FORMS[form]
    context = {prefix: str(namespace) for prefix, namespace in PREFIXES.items()}
    options: dict[str, Any] = {"context": context, "auto_compact": True} if form == "jsonld" else {}
    return catalogue_graph(version).serialize(None, name, None, "utf-8", **options)
