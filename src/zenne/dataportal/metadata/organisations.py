"""Who publishes data and whom to ask about it, as RDF."""

from django.conf import settings
from rdflib import Graph, URIRef
from rdflib.namespace import DCAT, FOAF, RDF

from zenne.catalogue.public import City, PublicOrganisation, city
from zenne.core.languages.public import Translated
from zenne.dataportal.metadata.vocabulary import VCARD, add, add_texts
from zenne.dataportal.models import Dataset

CITY = "city"


def named(texts: Translated, otherwise: str) -> Translated:
    """A text, or a name in its place where nobody has written one."""
    return texts or Translated({settings.LANGUAGE_CODE: otherwise})


def add_publisher(graph: Graph, publisher: PublicOrganisation | None, here: City | None) -> URIRef:
    """A department, or the city itself. The Belgian profile asks an address for mail of everybody who publishes."""
    owner = publisher or here
    key = f"department-{publisher.key}" if publisher else CITY
    node = URIRef(f"{settings.BASE_URL}/#{key}")
    mail = (owner.email if owner else "") or (here.email if here else "") or settings.MAIL_SENDER
    add(
        graph,
        node,
        (RDF.type, FOAF.Agent),
        (RDF.type, FOAF.Organization),
        (FOAF.mbox, URIRef(f"mailto:{mail}")),
        (FOAF.workplaceHomepage, URIRef(homepage(here))),
    )
    names = publisher.name if publisher else here.long_name if here else Translated()
    add_texts(graph, node, FOAF.name, named(names, "The city"))
    return node


def homepage(here: City | None) -> str:
    return here.website if here and here.website else f"{settings.BASE_URL}/"


def add_contact(graph: Graph, dataset: Dataset, version: str) -> None:
    """Whom to ask: who is named in the data set, or else its publisher."""
    here = city(version)
    owner = dataset.publisher or here
    node = URIRef(f"{settings.BASE_URL}/data/{dataset.slug}/#contact")
    mail = dataset.contact_email or (owner.email if owner else "") or (here.email if here else "")
    add(
        graph,
        node,
        (RDF.type, VCARD.Kind),
        (RDF.type, VCARD.Organization),
        (VCARD.hasEmail, URIRef(f"mailto:{mail}") if mail else None),
        (VCARD.hasURL, URIRef(homepage(here))),
    )
    names = dataset.publisher.name if dataset.publisher else here.long_name if here else Translated()
    for predicate in (VCARD["organization-name"], VCARD.fn):
        add_texts(graph, node, predicate, named(dataset.contact_name or names, "The city"))
    add(graph, URIRef(f"{settings.BASE_URL}/data/{dataset.slug}/#dataset"), (DCAT.contactPoint, node))
