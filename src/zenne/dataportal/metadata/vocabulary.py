"""The words of DCAT-AP 3.0.1 and how values become RDF. Nothing is nameless, so two graphs can be compared."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from rdflib import Graph, Literal, Namespace, Node, URIRef
from rdflib.namespace import CSVW, DCAT, DCTERMS, FOAF, OWL, RDF, RDFS, SKOS, XSD

from zenne.core.languages.public import Translated

ADMS = Namespace("http://www.w3.org/ns/adms#")
DCATAP = Namespace("http://data.europa.eu/r5r/")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
HYDRA = Namespace("http://www.w3.org/ns/hydra/core#")
LICENCE_KINDS = Namespace("http://purl.org/adms/licencetype/")
LOCN = Namespace("http://www.w3.org/ns/locn#")
QUDT = Namespace("http://qudt.org/schema/qudt/")
VCARD = Namespace("http://www.w3.org/2006/vcard/ns#")

PREFIXES: Final = {
    "adms": ADMS,
    "csvw": CSVW,
    "dcat": DCAT,
    "dcatap": DCATAP,
    "dct": DCTERMS,
    "foaf": FOAF,
    "geo": GEO,
    "hydra": HYDRA,
    "locn": LOCN,
    "owl": OWL,
    "qudt": QUDT,
    "rdfs": RDFS,
    "skos": SKOS,
    "vcard": VCARD,
    "xsd": XSD,
}

Value = Node | str | None


def empty_graph() -> Graph:
    """A graph that knows the prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def add(graph: Graph, subject: Node, *facts: tuple[URIRef, Value]) -> None:
    """Say several things of one subject. A plain string becomes a literal; what is empty is not said."""
    for predicate, value in facts:
        if value is not None and value != "":
            graph.add((subject, predicate, value if isinstance(value, Node) else Literal(value)))


def add_texts(graph: Graph, subject: Node, predicate: URIRef, texts: Translated) -> None:
    """One literal with a language tag for each language."""
    for language, text in texts.items():
        graph.add((subject, predicate, Literal(text, lang=language)))


def add_concept(graph: Graph, address: str, names: Translated, *more: URIRef) -> URIRef:
    """A term of a controlled vocabulary; ``more``: other classes that it belongs to."""
    node = URIRef(address)
    add(graph, node, (RDF.type, SKOS.Concept), *((RDF.type, of_class) for of_class in more))
    add_texts(graph, node, SKOS.prefLabel, names)
    return node


def box(corners: Sequence[float]) -> Literal:
    """West, south, east and north in degrees as a polygon."""
    west, south, east, north = corners
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    written = ",".join(f"{x} {y}" for x, y in ring)
    return Literal(f"POLYGON(({written}))", datatype=GEO.wktLiteral)


def moment(at: datetime) -> Literal:
    """A moment in UTC, to the second."""
    return Literal(at.astimezone(UTC).replace(microsecond=0).isoformat(), datatype=XSD.dateTime)
