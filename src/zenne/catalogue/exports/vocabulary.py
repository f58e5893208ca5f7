"""The words of CPSV-AP 3.2 and how texts and addresses become RDF.

Source: https://semiceu.github.io/CPSV-AP/releases/3.2.0/
"""

from collections.abc import Iterable

from django.conf import settings
from rdflib import Graph, Literal, Namespace, Node, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, ORG, RDF, RDFS, SKOS, XSD

from zenne.core.languages.public import Translated

CV = Namespace("http://data.europa.eu/m8g/")
CPSV = Namespace("http://purl.org/vocab/cpsv#")
ELI = Namespace("http://data.europa.eu/eli/ontology#")
LOCN = Namespace("http://www.w3.org/ns/locn#")
GEO = Namespace("http://www.opengis.net/ont/geosparql#")
SCHEMA = Namespace("https://schema.org/")
LANGUAGES = Namespace("http://id.loc.gov/vocabulary/iso639-1/")
EURO = URIRef("http://publications.europa.eu/resource/authority/currency/EUR")

PREFIXES = {
    "cv": CV,
    "cpsv": CPSV,
    "eli": ELI,
    "locn": LOCN,
    "geo": GEO,
    "schema": SCHEMA,
    "dct": DCTERMS,
    "dcat": DCAT,
    "foaf": FOAF,
    "org": ORG,
    "skos": SKOS,
    "rdfs": RDFS,
    "xsd": XSD,
}


def empty_graph() -> Graph:
    """A graph that knows the prefixes."""
    graph = Graph(bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        graph.bind(prefix, namespace)
    return graph


def thing(path: str, name: str) -> URIRef:
    """The stable name of a thing: the language-neutral address of its page and a name on that page."""
    return URIRef(f"{settings.BASE_URL}/{path}#{name}")


def add(graph: Graph, subject: Node, *facts: tuple[URIRef, Node | str | None]) -> None:
    """Say several things of one subject. A plain string becomes a literal; what is empty is not said."""
    for predicate, value in facts:
        if value is not None and value != "":
            graph.add((subject, predicate, value if isinstance(value, Node) else Literal(str(value))))


def add_texts(graph: Graph, subject: Node, predicate: URIRef, texts: Translated) -> None:
    """One literal with a language tag for each language."""
    for language, text in texts.items():
        graph.add((subject, predicate, Literal(text, lang=language)))


def add_concept(graph: Graph, concept: URIRef, *, notation: str, names: Translated | None = None) -> URIRef:
    """A term of a controlled vocabulary."""
    add(graph, concept, (RDF.type, SKOS.Concept), (SKOS.notation, notation))
    add_texts(graph, concept, SKOS.prefLabel, names or Translated())
    return concept


def add_languages(graph: Graph, subject: Node, codes: Iterable[str]) -> None:
    """The languages (ISO 639-1) in which something is available."""
    for code in codes:
        add(graph, LANGUAGES[code], (RDF.type, DCTERMS.LinguisticSystem))
        graph.add((subject, DCTERMS.language, LANGUAGES[code]))


def point(latitude: float, longitude: float) -> Literal:
    """A point in WGS 84, longitude first."""
    return Literal(f"POINT({longitude} {latitude})", datatype=GEO.wktLiteral)
