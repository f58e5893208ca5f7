"""A data set and its distributions as DCAT-AP 3.0.1, also as the Belgian profile wants them."""

from collections.abc import Iterable, Mapping

from django.conf import settings
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, RDF, RDFS

from zenne.catalogue.public import city
from zenne.core.languages.public import Translated
from zenne.dataportal.metadata.addresses import API, page_of, rows_of, table_page_of
from zenne.dataportal.metadata.codes import (
    ACCESS,
    FREQUENCIES,
    HIGH_VALUE,
    LANGUAGE_ADDRESSES,
    LAW_ON_HIGH_VALUE,
    LICENCES,
    THEMES,
    Format,
    Term,
    formats_of,
    themes_of,
)
from zenne.dataportal.metadata.organisations import add_contact, add_publisher, named
from zenne.dataportal.metadata.schema_graph import add_schema
from zenne.dataportal.metadata.vocabulary import (
    DCATAP,
    LICENCE_KINDS,
    LOCN,
    add,
    add_concept,
    add_texts,
    box,
    moment,
)
from zenne.dataportal.models import Dataset
from zenne.dataportal.queries import KnownDataset, KnownTable
from zenne.dataportal.rules.policies import OPEN, Level, Need
from zenne.dataportal.words.sentences import in_every_language


def dataset_node(slug: str) -> URIRef:
    return URIRef(f"{page_of(slug)}#dataset")


def service_node() -> URIRef:
    """The API, as a service that gives access to all data sets."""
    return URIRef(f"{settings.BASE_URL}{API}#service")


def add_dataset(graph: Graph, known: KnownDataset, version: str) -> URIRef:
    """A data set with everything that the reader for whom it is ``known`` may know of it."""
    dataset = known.dataset
    node = dataset_node(dataset.slug)
    titles = named(dataset.title, dataset.slug)
    add(
        graph,
        node,
        (RDF.type, DCAT.Dataset),
        (DCTERMS.identifier, dataset.slug),
        (DCTERMS.publisher, add_publisher(graph, dataset.publisher, city(version))),
        (DCTERMS.issued, moment(dataset.created_at)),
        (DCTERMS.modified, moment(known.changed_at)),
        (DCTERMS.license, add_licence(graph, dataset.licence)),
        (DCTERMS.accessRights, add_access(graph, dataset.need)),
        (DCTERMS.accrualPeriodicity, add_term(graph, FREQUENCIES, dataset.frequency, DCTERMS.Frequency)),
        (DCAT.landingPage, URIRef(dataset.landing_page or page_of(dataset.slug))),
        (FOAF.page, URIRef(page_of(dataset.slug))),
    )
    add_texts(graph, node, DCTERMS.title, titles)
    add_texts(graph, node, DCTERMS.description, dataset.description or titles)
    add_contact(graph, dataset, version)
    add_languages(graph, node, titles)
    add_subjects(graph, node, dataset)
    add_cover(graph, node, known)
    add_provenance(graph, node, dataset)
    for table in known.tables:
        for form in formats_of(has_geometry=table.has_geometry, rows=table.rows):
            add_distribution(graph, known, table, form)
    return node


def add_term(graph: Graph, terms: Mapping[str, Term], code: str, *of_class: URIRef) -> URIRef | None:
    """A code of a list as a concept; None for a code that the list does not have."""
    term = terms.get(code)
    return add_concept(graph, term.address, in_every_language(term.label), *of_class) if term else None


def add_licence(graph: Graph, code: str) -> URIRef | None:
    licence = LICENCES.get(code)
    if licence is None:
        return None
    node = URIRef(licence.address)
    name = in_every_language(licence.label)
    kind = add_concept(graph, str(LICENCE_KINDS[licence.kind]), Translated({"en": licence.kind}))
    add(graph, node, (RDF.type, DCTERMS.LicenseDocument), (DCTERMS.type, kind), (FOAF.page, URIRef(licence.page)))
    add_texts(graph, node, DCTERMS.title, name)
    return node


def add_access(graph: Graph, need: Need) -> URIRef:
    """Who may see it; what asks for a scope is for some of those only."""
    level = Level.PARTNER if need.level is Level.PUBLIC and need != OPEN else need.level
    term = ACCESS[level]
    return add_concept(graph, term.address, in_every_language(term.label), DCTERMS.RightsStatement)


def add_languages(graph: Graph, node: URIRef, languages: Iterable[str]) -> None:
    """The languages in which something is described."""
    for code in languages:
        if code in LANGUAGE_ADDRESSES:
            name = Translated({"en": code})
            language = add_concept(graph, LANGUAGE_ADDRESSES[code], name, DCTERMS.LinguisticSystem)
            add(graph, node, (DCTERMS.language, language))


def add_subjects(graph: Graph, node: URIRef, dataset: Dataset) -> None:
    """Themes, keywords, and what the law on high-value data sets says of it."""
    add(graph, node, *((DCAT.theme, add_term(graph, THEMES, code)) for code in themes_of(dataset.themes)))
    for language, words in dataset.keywords.items():
        add(graph, node, *((DCAT.keyword, Literal(word, lang=language)) for word in words))
    for code in dataset.high_value:
        add(graph, node, (DCATAP.hvdCategory, add_term(graph, HIGH_VALUE, code)))
    add_law(graph, node, dataset)


def add_law(graph: Graph, node: URIRef, dataset: Dataset) -> None:
    if dataset.high_value:
        add(graph, node, (DCATAP.applicableLegislation, URIRef(LAW_ON_HIGH_VALUE)))


def add_cover(graph: Graph, node: URIRef, known: KnownDataset) -> None:
    """Where and when it is about. What still goes on ends where it changed last."""
    dataset = known.dataset
    if dataset.bbox:
        place = URIRef(f"{node}-place")
        corners = box(dataset.bbox)
        add(graph, place, (RDF.type, DCTERMS.Location), (DCAT.bbox, corners), (LOCN.geometry, corners))
        add(graph, node, (DCTERMS.spatial, place))
    if dataset.begins_on:
        period = URIRef(f"{node}-period")
        ends_on = dataset.ends_on or max(dataset.begins_on, known.changed_at.date())
        add(graph, period, (RDF.type, DCTERMS.PeriodOfTime))
        add(graph, period, (DCAT.startDate, Literal(dataset.begins_on)), (DCAT.endDate, Literal(ends_on)))
        add(graph, node, (DCTERMS.temporal, period))


def add_provenance(graph: Graph, node: URIRef, dataset: Dataset) -> None:
    if dataset.source:
        statement = URIRef(f"{node}-source")
        add(graph, statement, (RDF.type, DCTERMS.ProvenanceStatement))
        add_texts(graph, statement, RDFS.label, dataset.source)
        add(graph, node, (DCTERMS.provenance, statement))


def add_media_type(graph: Graph, form: Format) -> URIRef | None:
    """The media type of a format, if it is a registered one."""
    if not form.media_type_address:
        return None
    node = URIRef(form.media_type_address)
    add(graph, node, (RDF.type, DCTERMS.MediaType), (RDFS.label, form.media_type))
    return node


def add_distribution(graph: Graph, known: KnownDataset, table: KnownTable, form: Format) -> None:
    """All rows of a table in one format."""
    dataset, name = known.dataset, table.table.name
    node = URIRef(f"{table_page_of(dataset.slug, name)}#{form.code}")
    kind = URIRef(form.file_type_address)
    add(graph, kind, (RDF.type, DCTERMS.MediaTypeOrExtent), (RDFS.label, form.name))
    add(
        graph,
        node,
        (RDF.type, DCAT.Distribution),
        (DCAT.accessURL, URIRef(table_page_of(dataset.slug, name))),
        (DCAT.downloadURL, URIRef(rows_of(dataset.slug, name, form))),
        (DCAT.accessService, service_node()),
        (DCTERMS["format"], kind),
        (DCAT.mediaType, add_media_type(graph, form)),
        (DCTERMS.license, add_licence(graph, dataset.licence)),
        (DCTERMS.modified, moment(table.published_at)),
        (DCTERMS.conformsTo, add_schema(graph, known, table)),
    )
    titles = named(table.table.title, name)
    add_texts(graph, node, DCTERMS.title, Translated((code, f"{text} ({form.name})") for code, text in titles.items()))
    add_languages(graph, node, named(dataset.title, dataset.slug))
    add_law(graph, node, dataset)
    add(graph, dataset_node(dataset.slug), (DCAT.distribution, node))
