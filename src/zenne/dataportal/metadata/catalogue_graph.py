"""The catalogue of data sets as linked data, a page at a time.

DCAT-AP leaves paging to Hydra: https://semiceu.github.io/DCAT-AP/releases/3.0.1/ and https://www.hydra-cg.com/spec/.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, SKOS, XSD

from zenne.catalogue.public import city
from zenne.core.languages.public import Translated
from zenne.dataportal.metadata.addresses import API
from zenne.dataportal.metadata.codes import AUTHORITY, LANGUAGE_ADDRESSES, THEMES, WITHOUT_THEME
from zenne.dataportal.metadata.dataset_graph import (
    add_access,
    add_dataset,
    add_languages,
    add_licence,
    add_term,
    service_node,
)
from zenne.dataportal.metadata.organisations import add_publisher, homepage
from zenne.dataportal.metadata.vocabulary import HYDRA, add, add_texts, empty_graph
from zenne.dataportal.queries import KnownDataset
from zenne.dataportal.rules.policies import OPEN
from zenne.dataportal.words.sentences import in_every_language

SETS_A_PAGE: Final = 50
FORMS: Final = {
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "jsonld": ("json-ld", "application/ld+json"),
    "rdf": ("xml", "application/rdf+xml; charset=utf-8"),
}
SCHEME: Final = URIRef(AUTHORITY + "data-theme")


@dataclass(frozen=True, slots=True)
class CataloguePage:
    """Some of the data sets, and which of how many pages that is; the first is number 1."""

    known: Sequence[KnownDataset]
    number: int
    pages: int
    total: int


def page_of(found: Sequence[KnownDataset], number: int) -> CataloguePage | None:
    """A page of the catalogue; None when there are not so many. An empty catalogue has one page."""
    pages = max(1, -(-len(found) // SETS_A_PAGE))
    if not 1 <= number <= pages:
        return None
    start = (number - 1) * SETS_A_PAGE
    in_order = sorted(found, key=lambda each: each.dataset.slug)
    return CataloguePage(in_order[start : start + SETS_A_PAGE], number, pages, len(found))


def catalogue_node() -> URIRef:
    return URIRef(f"{settings.BASE_URL}/data/#catalogue")


def catalogue_graph(page: CataloguePage, version: str, *, form: str = "ttl") -> Graph:
    """A page of the catalogue with its data sets, for the reader for whom they are known."""
    graph = empty_graph()
    add_catalogue(graph, version)
    add_view(graph, page, form=form)
    add_service(graph, version)
    for known in page.known:
        dataset = add_dataset(graph, known, version)
        graph.add((catalogue_node(), DCAT.dataset, dataset))
        graph.add((service_node(), DCAT.servesDataset, dataset))
    return graph


def add_catalogue(graph: Graph, version: str) -> None:
    node, here = catalogue_node(), city(version)
    name = here.name if here else Translated()
    titles = in_every_language(_("Open data"))
    titles = Translated(
        (code, f"{text}, {name.shown_in(code).text}" if name else text) for code, text in titles.items()
    )
    add(
        graph,
        node,
        (RDF.type, DCAT.Catalog),
        (DCTERMS.identifier, str(node)),
        (DCTERMS.publisher, add_publisher(graph, None, here)),
        (DCTERMS.license, add_licence(graph, "CC0-1.0")),
        (FOAF.homepage, URIRef(f"{settings.BASE_URL}/data/")),
        (DCAT.themeTaxonomy, SCHEME),
        (DCAT.service, service_node()),
    )
    add(graph, SCHEME, (RDF.type, SKOS.ConceptScheme))
    add_texts(graph, SCHEME, DCTERMS.title, in_every_language(_("Data themes of the European Union")))
    add_texts(graph, node, DCTERMS.title, titles)
    add_texts(graph, node, DCTERMS.description, in_every_language(DESCRIPTION))
    add_languages(graph, node, LANGUAGE_ADDRESSES)


DESCRIPTION: Final = _("Data of and about the city, to look at, to download and to build on.")


def add_view(graph: Graph, page: CataloguePage, *, form: str) -> None:
    """Which page this is, and where the others are."""
    this = page_address(page.number, form)
    add(
        graph,
        catalogue_node(),
        (RDF.type, HYDRA.Collection),
        (HYDRA.totalItems, Literal(page.total, datatype=XSD.integer)),
        (HYDRA.view, this),
    )
    add(
        graph,
        this,
        (RDF.type, HYDRA.PartialCollectionView),
        (HYDRA.first, page_address(1, form)),
        (HYDRA.last, page_address(page.pages, form)),
        (HYDRA.previous, page_address(page.number - 1, form) if page.number > 1 else None),
        (HYDRA.next, page_address(page.number + 1, form) if page.number < page.pages else None),
    )


def page_address(number: int, form: str) -> URIRef:
    return URIRef(f"{settings.BASE_URL}/catalogue.{form}?page={number}")


def add_service(graph: Graph, version: str) -> None:
    """The API as a service."""
    node, here = service_node(), city(version)
    add(
        graph,
        node,
        (RDF.type, DCAT.DataService),
        (DCTERMS.identifier, str(node)),
        (DCTERMS.publisher, add_publisher(graph, None, here)),
        (DCTERMS.license, add_licence(graph, "CC0-1.0")),
        (DCTERMS.accessRights, add_access(graph, OPEN)),
        (DCAT.endpointURL, URIRef(f"{settings.BASE_URL}{API}")),
        (DCAT.endpointDescription, URIRef(f"{settings.BASE_URL}{API}openapi.json")),
        (DCAT.landingPage, URIRef(homepage(here))),
        (DCAT.theme, add_term(graph, THEMES, WITHOUT_THEME)),
    )
    add_texts(graph, node, DCTERMS.title, in_every_language(_("The API of the city")))
    add_texts(graph, node, DCTERMS.description, in_every_language(DESCRIPTION))
    add_texts(graph, node, DCAT.keyword, in_every_language(_("open data")))
