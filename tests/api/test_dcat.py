"""The catalogue of data sets as linked data, checked against the shapes of Europe and of Belgium."""

from datetime import date
from pathlib import Path
from typing import Any

import pyshacl
import pytest
from django.test import Client
from django.utils import timezone
from rdflib import Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import CSVW, DCAT, DCTERMS, RDF

from zenne.catalogue.models import PublicOrganisation
from zenne.core.languages.public import Translated
from zenne.dataportal.metadata.vocabulary import DCATAP, HYDRA, QUDT
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.tests.builders import a_dataset, a_filled_dataset, a_table

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "dcat"
EUROPEAN = FOLDER / "dcat_ap_3.0.1_shapes.ttl"
BELGIAN = FOLDER / "bedcatap2_shacl.ttl"
SITE = "https://data.example.org"
pytestmark = pytest.mark.any_database


@pytest.fixture(autouse=True)
def a_real_address(database: None, settings: Any) -> None:
    """The Belgian shapes want addresses with a name and a dot in it; only what a test makes is in the catalogue."""
    settings.BASE_URL = SITE
    Dataset.objects.update(retired_at=timezone.now())


def shapes(file: Path) -> Graph:
    if not file.is_file():
        pytest.skip(f"the shapes are not at {file}")
    return Graph().parse(file)


def violations(data: Graph, file: Path) -> str:
    conforms, _, report = pyshacl.validate(data, shacl_graph=shapes(file), allow_infos=True, allow_warnings=True)
    return "" if conforms else str(report)


def fetched(path: str = "/catalogue.ttl", form: str = "turtle") -> Graph:
    answer = Client().get(path)
    assert answer.status_code == 200, path
    return Graph().parse(data=answer.content, format=form)


def in_four(text: str) -> Translated:
    return Translated((code, f"{text} ({code})") for code in ("nl", "fr", "en", "de"))


def rich_dataset(slug: str = "trees", **columns: Any) -> Dataset:
    """A data set of which everything is said that can be said, in four languages."""
    return a_dataset(
        slug,
        **{
            "title": in_four("Trees"),
            "description": in_four("All trees"),
            "keywords": {"nl": ["boom", "groen"], "fr": ["arbre"], "en": ["tree"], "de": ["Baum"]},
            "themes": ["ENVI", "REGI"],
            "licence": "CC-BY-4.0",
            "publisher": PublicOrganisation.objects.first(),
            "contact_email": "trees@example.org",
            "contact_name": in_four("The gardeners"),
            "landing_page": "https://trees.example.org/about",
            "source": in_four("Counted by hand."),
            "bbox": [4.3, 50.8, 4.45, 50.9],
            "begins_on": date(2020, 1, 1),
            "ends_on": date(2025, 12, 31),
            "frequency": "ANNUAL",
            "high_value": ["geospatial", "environment"],
            **columns,
        },
    )


def with_table(dataset: Dataset, **more: Any) -> Table:
    return a_table(
        [("oak", "POINT(4.35 50.85)")],
        [("species", ColumnType.TEXT), ("place", ColumnType.GEOMETRY)],
        dataset=dataset,
        **more,
    )


def test_nothing_that_can_be_said_of_an_open_data_set_is_left_out_of_the_rich_one() -> None:
    rich = rich_dataset()
    empty = {
        field.name
        for field in Dataset._meta.concrete_fields
        if getattr(rich, field.name) in (None, "", [], {}, Translated())
    }
    # Who keeps it up to date, why it is closed and when it was retired are not said of an open one.
    assert empty == {"scope", "reason", "origin", "described_at", "declared", "retired_at"}


def test_every_field_of_the_description_is_in_the_catalogue_in_every_language() -> None:
    with_table(rich_dataset())
    graph, node = fetched(), URIRef(f"{SITE}/data/trees/#dataset")
    for field in (DCTERMS.title, DCTERMS.description, DCAT.keyword):
        languages = {text.language for text in graph.objects(node, field) if isinstance(text, Literal)}
        assert languages == {"nl", "fr", "en", "de"}, field
    for field in (
        DCAT.theme, DCTERMS.license, DCTERMS.publisher, DCAT.contactPoint, DCTERMS.temporal, DCTERMS.spatial,
        DCTERMS.accrualPeriodicity, DCTERMS.provenance, DCATAP.hvdCategory, DCAT.landingPage, DCTERMS.language,
        DCTERMS.accessRights, DCTERMS.issued, DCTERMS.modified, DCTERMS.identifier, DCAT.distribution,
    ):  # fmt: skip
        assert set(graph.objects(node, field)), field
    period = next(graph.objects(node, DCTERMS.temporal))
    assert {str(each) for each in graph.objects(period, DCAT.endDate)} == {"2025-12-31"}


@pytest.mark.parametrize("file", [EUROPEAN, BELGIAN], ids=["european", "belgian"])
def test_a_rich_and_a_bare_data_set_conform(file: Path) -> None:
    with_table(rich_dataset())
    with_table(a_dataset("bare", title=Translated(), description=Translated()), name="rows")
    closed = a_dataset("cameras", level=Level.OFFICIAL, is_listed=True, reason=Translated({"en": "Safety."}))
    with_table(closed, name="streets")
    found = fetched()
    assert len(set(found.subjects(RDF.type, DCAT.Dataset))) == 3
    assert violations(found, file) == ""


@pytest.mark.parametrize("file", [EUROPEAN, BELGIAN], ids=["european", "belgian"])
def test_an_empty_catalogue_and_every_page_of_a_long_one_conform(file: Path) -> None:
    assert violations(fetched(), file) == ""
    for number in range(51):
        a_filled_dataset(f"set-{number:02d}")
    first, second = fetched(), fetched("/catalogue.ttl?page=2")
    assert len(set(first.subjects(RDF.type, DCAT.Dataset))) == 50
    assert set(second.subjects(RDF.type, DCAT.Dataset)) == {URIRef(f"{SITE}/data/set-50/#dataset")}
    assert set(first.objects(None, HYDRA.next)) == {URIRef(f"{SITE}/catalogue.ttl?page=2")}
    assert not set(second.objects(None, HYDRA.next))
    assert violations(second, file) == ""


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own reader of JSON-LD
@pytest.mark.parametrize(("form", "name"), [("jsonld", "json-ld"), ("rdf", "xml")])
def test_every_form_of_a_page_of_the_catalogue_says_the_same_and_leads_to_pages_of_its_form(
    form: str, name: str
) -> None:
    for number in range(51):
        a_filled_dataset(f"set-{number:02d}")
    first = fetched(f"/catalogue.{form}", name)
    assert set(first.objects(None, HYDRA.next)) == {URIRef(f"{SITE}/catalogue.{form}?page=2")}
    second, turtle = fetched(f"/catalogue.{form}?page=2", name), fetched("/catalogue.ttl?page=2")
    assert set(second.subjects(RDF.type, DCAT.Dataset)) == set(turtle.subjects(RDF.type, DCAT.Dataset))


def test_the_shapes_find_a_data_set_without_a_title() -> None:
    with_table(rich_dataset())
    broken = fetched()
    broken.remove((URIRef(f"{SITE}/data/trees/#dataset"), DCTERMS.title, None))
    assert "title" in violations(broken, EUROPEAN)


def test_each_format_of_a_table_is_a_distribution_with_its_address() -> None:
    with_table(rich_dataset())
    found = fetched()
    addresses = {str(address) for address in found.objects(None, DCAT.downloadURL)}
    rows = f"{SITE}/api/v1/datasets/trees/tables/trees/rows"
    assert addresses == {f"{rows}?_format={form}" for form in ("csv", "xlsx", "ndjson", "geojson", "parquet")}


def test_high_value_data_names_its_category_and_the_law() -> None:
    with_table(rich_dataset())
    node = URIRef(f"{SITE}/data/trees/#dataset")
    found = fetched()
    assert len(set(found.objects(node, DCATAP.hvdCategory))) == 2
    assert set(found.objects(node, DCATAP.applicableLegislation)) == {
        URIRef("http://data.europa.eu/eli/reg_impl/2023/138/oj")
    }


def test_what_the_public_may_not_know_is_nowhere() -> None:
    a_filled_dataset("secret-set", level=Level.OFFICIAL)
    a_filled_dataset("scoped-set", scope="police")
    a_filled_dataset("gone-set", retired_at=timezone.now())
    open_set = rich_dataset()
    with_table(open_set, name="hidden-table", policy=TablePolicy(need=Need(Level.PARTNER)))
    a_table(
        [("oak", "POINT(4.35 50.85)")],
        [("species", ColumnType.TEXT), ("hidden_place", ColumnType.GEOMETRY)],
        dataset=open_set,
        policy=TablePolicy(columns={"hidden_place": ColumnPolicy(need=Need(Level.OFFICIAL))}),
    )
    text = Client().get("/catalogue.ttl").content.decode()
    for secret in ("secret-set", "scoped-set", "gone-set", "hidden-table", "hidden_place", "geojson"):
        assert secret not in text
    for slug in ("secret-set", "scoped-set", "gone-set", "never-was"):
        assert Client().get(f"/data/{slug}.ttl").status_code == 404


def test_a_new_version_of_a_hidden_table_does_not_change_what_the_public_is_sent() -> None:
    dataset = rich_dataset()
    with_table(dataset)
    before = Client().get("/catalogue.ttl")
    with_table(dataset, name="hidden-table", policy=TablePolicy(need=Need(Level.OFFICIAL)))
    after = Client().get("/catalogue.ttl")
    assert before.content == after.content
    assert before.headers["ETag"] == after.headers["ETag"]


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # by rdflib's own reader of JSON-LD
def test_the_three_forms_say_the_same() -> None:
    with_table(rich_dataset())
    forms = [fetched("/data/trees.ttl"), fetched("/data/trees.jsonld", "json-ld"), fetched("/data/trees.rdf", "xml")]
    assert isomorphic(forms[0], forms[1])
    assert isomorphic(forms[0], forms[2])


def test_a_reader_who_has_the_catalogue_already_is_spared_it() -> None:
    rich_dataset()
    first = Client().get("/catalogue.ttl")
    assert first.headers["Content-Type"] == "text/turtle; charset=utf-8"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert Client().get("/catalogue.ttl", headers={"if-none-match": first.headers["ETag"]}).status_code == 304
    a_filled_dataset("another")
    assert Client().get("/catalogue.ttl", headers={"if-none-match": first.headers["ETag"]}).status_code == 200


@pytest.mark.parametrize("number", ["0", "2", "-1", "x", "", "9" * 400, "１", "1e3"])
def test_a_page_that_does_not_exist_is_not_found(number: str) -> None:
    assert Client().get("/catalogue.ttl", {"page": number}).status_code == 404


@pytest.mark.parametrize(
    ("path", "accept", "status", "target"),
    [
        ("/data/trees/", "text/turtle", 303, "/data/trees.ttl"),
        ("/data/trees", "application/ld+json", 303, "/data/trees.jsonld"),
        ("/data/trees/trees/", "application/rdf+xml", 303, "/data/trees.rdf"),
        ("/data/", "text/turtle", 303, "/catalogue.ttl"),
        ("/data/trees/", "text/html", 302, "/nl/data/trees/"),
    ],
)
def test_the_name_of_a_data_set_leads_to_what_the_reader_can_read(
    path: str, accept: str, status: int, target: str
) -> None:
    answer = Client().get(path, headers={"accept": accept, "accept-language": "nl"})
    assert (answer.status_code, answer.headers["Location"]) == (status, target)


def test_texts_with_markup_stay_texts_in_every_form() -> None:
    evil = '</rdf:Description>"""<script>\\'
    with_table(rich_dataset(title=Translated({"en": evil})))
    for form, name in (("ttl", "turtle"), ("rdf", "xml")):
        titles = set(fetched(f"/data/trees.{form}", name).objects(URIRef(f"{SITE}/data/trees/#dataset"), DCTERMS.title))
        assert titles == {Literal(evil, lang="en")}


def test_the_columns_of_a_table_are_told_with_their_units_and_their_key_as_far_as_the_public_sees_them() -> None:
    columns = (
        Column("id", ColumnType.INTEGER, title=Translated({"nl": "Nummer"})),
        Column("height", ColumnType.NUMBER, unit="m", is_required=True),
        Column("owner", ColumnType.TEXT),
    )
    policy = TablePolicy(columns={"owner": ColumnPolicy(need=Need(Level.OFFICIAL))})
    table = a_table([[1, 2.5, "Annabel"]], columns, policy=policy)
    table.schemas.update(definition=TableDefinition(columns, key=("id",)))
    graph = fetched("/data/trees.ttl")
    schema = URIRef(f"{SITE}/api/v1/datasets/trees/tables/trees")
    assert (None, DCTERMS.conformsTo, schema) in graph
    assert (schema, CSVW.primaryKey, Literal("id")) in graph
    assert (URIRef(f"{schema}#id"), CSVW.title, Literal("Nummer", lang="nl")) in graph
    assert (URIRef(f"{schema}#height"), QUDT.ucumCode, Literal("m")) in graph
    assert set(graph.objects(schema, CSVW.column)) == {URIRef(f"{schema}#{name}") for name in ("id", "height")}
    assert violations(graph, BELGIAN) == ""
