"""The catalogue as linked data, checked against the shapes that the European Commission publishes."""

from collections.abc import Iterator
from pathlib import Path

import pyshacl
import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import DCTERMS, RDF

from tests.api.conftest import CITIES
from zenne.catalogue.exports.linked_data import catalogue_graph
from zenne.catalogue.exports.service_graph import duration
from zenne.catalogue.exports.vocabulary import CPSV, CV, ELI
from zenne.catalogue.public import load_city
from zenne.core.content.public import announce_change, current_version

pytestmark = pytest.mark.any_database
SHAPES = Path(__file__).parents[3] / "shared" / "data" / "dcat" / "cpsv_ap_3.2.0_shapes.ttl"
PASSPORT = URIRef(f"{settings.BASE_URL}/services/passport/#service")


@pytest.fixture(scope="module")
def graph(loaded_city: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Graph]:
    with django_db_blocker.unblock():
        yield catalogue_graph(current_version())


@pytest.fixture(scope="module")
def shapes() -> Graph:
    if not SHAPES.is_file():
        pytest.skip(f"the CPSV-AP shapes are not at {SHAPES}")
    return Graph().parse(SHAPES)


def violations(data: Graph, shapes: Graph) -> str:
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes)
    return "" if conforms else str(report)


def test_brussels_conforms_to_cpsv_ap(graph: Graph, shapes: Graph) -> None:
    assert violations(graph, shapes) == ""


def test_another_city_conforms_too(shapes: Graph) -> None:
    with transaction.atomic():
        load_city(CITIES / "eupen")
        found = catalogue_graph(current_version())
        transaction.set_rollback(True)
    assert len(set(found.subjects(RDF.type, CPSV.PublicService))) == 12
    assert violations(found, shapes) == ""


def test_the_shapes_find_a_service_without_an_authority(graph: Graph, shapes: Graph) -> None:
    broken = Graph() + graph
    broken.remove((PASSPORT, CV.hasCompetentAuthority, None))
    assert "hasCompetentAuthority" in violations(broken, shapes)


@pytest.mark.parametrize(
    "of_class",
    [
        CPSV.PublicService,
        CV.PublicOrganisation,
        CV.Channel,
        CV.Cost,
        CV.Output,
        CV.Requirement,
        CV.LifeEvent,
        CV.BusinessEvent,
        CV.ContactPoint,
        ELI.LegalResource,
        DCTERMS.Location,
    ],
)
def test_every_class_of_the_model_is_there(graph: Graph, of_class: URIRef) -> None:
    assert set(graph.subjects(RDF.type, of_class))


def test_texts_carry_their_language(graph: Graph) -> None:
    titles = {
        title.language: str(title) for title in graph.objects(PASSPORT, DCTERMS.title) if isinstance(title, Literal)
    }
    assert titles == {"nl": "Paspoort", "fr": "Passeport", "en": "Passport", "de": "Reisepass"}


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own reader of JSON-LD
def test_both_forms_say_the_same(graph: Graph) -> None:
    client = Client()
    turtle = Graph().parse(data=client.get("/services.ttl").content, format="turtle")
    json_ld = Graph().parse(data=client.get("/services.jsonld").content, format="json-ld")
    assert isomorphic(turtle, json_ld)
    assert len(turtle) == len(graph)


def test_an_export_is_answered_once_a_content_version() -> None:
    first = Client().get("/services.ttl")
    assert first.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/services.ttl", headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    announce_change()
    assert Client().get("/services.ttl", headers={"if-none-match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize(
    ("accept", "status", "target"),
    [
        ("text/turtle", 303, "/services.ttl"),
        ("application/ld+json", 303, "/services.jsonld"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", 302, "/nl/services/passport/"),
        ("*/*", 302, "/nl/services/passport/"),
    ],
)
def test_the_name_of_a_thing_leads_to_what_the_reader_can_read(accept: str, status: int, target: str) -> None:
    answer = Client().get("/services/passport/", headers={"accept": accept, "accept-language": "nl"})
    assert (answer.status_code, answer.headers["Location"]) == (status, target)
    assert "Accept" in answer.headers["Vary"]


def test_the_list_of_services_can_be_asked_for_as_linked_data() -> None:
    for path in ("/services", "/services/"):
        assert Client().get(path, headers={"accept": "text/turtle"}).headers["Location"] == "/services.ttl"


@pytest.mark.parametrize(
    ("written", "meant"),
    [("PT20M", "PT20M"), ("PT2H", "PT2H"), ("P5D", "P7D"), ("P6D", "P9D"), ("P3W", "P21D"), ("P4M", "P4M"), ("", None)],
)
def test_processing_times_become_calendar_days(written: str, meant: str | None) -> None:
    found = duration(written)
    assert (None if found is None else str(found)) == meant
