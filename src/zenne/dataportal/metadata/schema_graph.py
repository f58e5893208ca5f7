"""The columns of a table as linked data: the standard to which its distributions conform, in the words of CSVW."""

from itertools import islice
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import CSVW, DCTERMS, RDF, SKOS

from zenne.dataportal.metadata.addresses import dataset_api
from zenne.dataportal.metadata.organisations import named
from zenne.dataportal.metadata.vocabulary import QUDT, add, add_concept, add_texts
from zenne.dataportal.queries import KnownDataset, KnownTable
from zenne.dataportal.rules.columns import Column
from zenne.dataportal.rules.visibility import VisibleColumn

MOST_COLUMNS: Final = 200
"""What has more is described in the API only."""
MOST_CODES: Final = 200


def add_schema(graph: Graph, known: KnownDataset, table: KnownTable) -> URIRef:
    """The columns that the reader sees, and the key where they see all of it. A coarser column has no unit."""
    name = table.table.name
    node = URIRef(f"{dataset_api(known.dataset.slug)}/tables/{name}")
    add(graph, node, (RDF.type, DCTERMS.Standard), (RDF.type, CSVW.Schema))
    add_texts(graph, node, DCTERMS.title, named(table.table.title, name))
    add(graph, node, *((CSVW.primaryKey, key) for key in table.key))
    for visible in islice(table.columns, MOST_COLUMNS):
        add(graph, node, (CSVW.column, add_column(graph, node, visible)))
    return node


def add_codes(graph: Graph, column: URIRef, described: Column) -> URIRef | None:
    """The only values of a column as a scheme of concepts; None where any value may come."""
    if not described.codes:
        return None
    scheme = URIRef(f"{column}-codes")
    add(graph, scheme, (RDF.type, SKOS.ConceptScheme))
    add_texts(graph, scheme, DCTERMS.title, named(described.title, described.name))
    for number, code in enumerate(islice(described.codes, MOST_CODES), 1):
        concept = add_concept(graph, f"{scheme}-{number}", named(code.label, code.value))
        add(graph, concept, (SKOS.inScheme, scheme), (SKOS.notation, code.value))
    return scheme


def add_column(graph: Graph, schema: URIRef, visible: VisibleColumn) -> URIRef:
    column = visible.column
    node = URIRef(f"{schema}#{column.name}")
    unit = None if visible.coarser else column.unit
    add(graph, node, (RDF.type, CSVW.Column), (CSVW.name, column.name), (QUDT.ucumCode, unit))
    if not visible.coarser:
        add(graph, node, (CSVW.datatype, column.type.value), (CSVW.required, Literal(column.is_required)))
        add(graph, node, (DCTERMS.conformsTo, add_codes(graph, node, column)))
    add_texts(graph, node, CSVW.title, column.title)
    add_texts(graph, node, DCTERMS.description, column.description)
    return node
