"""Whoever sees the page of a table can download what they see, also without an API key."""

import csv
import io
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Person
from zenne.dataportal.models import Profile, ProfileGrant
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, MandatoryFilter, Need, TablePolicy
from zenne.dataportal.tests.browsers import browser_of, signed_in
from zenne.dataportal.tests.builders import a_dataset, a_table
from zenne.dataportal.use.counts import COUNTS
from zenne.dataportal.views.downloads import DOWNLOADS

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]  # the rows are in files, read by one engine
FILE = "/en/data/cameras/streets/download/?_format=csv"
AUDIENCES = ("nobody", "resident", "partner", "desk-worker", "data-steward", "profile")


def cameras(level: Level = Level.OFFICIAL, **more: Any) -> None:
    policy = TablePolicy(columns={"owner": ColumnPolicy(need=Need(scope="police"))}, **more)
    columns = [("street", ColumnType.TEXT), ("owner", ColumnType.TEXT)]
    rows = [("Grote Markt", "Ann"), ("Nieuwstraat", "Bob")]
    a_table(rows, columns, dataset=a_dataset("cameras", level=level), name="streets", policy=policy)


def browser(who: str) -> Client:
    if who == "nobody":
        return Client()
    if who == "resident":
        return signed_in(Person.objects.create(name="Rik"))
    if who != "profile":
        return browser_of("Somebody", role=who)
    person = Person.objects.create(name="Amina")
    profile = Profile.objects.create(slug="police", level="official", scopes=["police"])
    ProfileGrant.objects.create(profile=profile, holder=person.key, granted_by="system", granted_at=timezone.now())
    return signed_in(person)


def columns_in(answer: Any) -> list[str]:
    text = answer.getvalue().decode("utf-8-sig")
    return next(csv.reader(io.StringIO(text)))


@pytest.mark.parametrize(
    ("level", "readers"),
    [
        (Level.PUBLIC, AUDIENCES),
        (Level.PARTNER, ("partner", "desk-worker", "data-steward", "profile")),
        (Level.OFFICIAL, ("desk-worker", "data-steward", "profile")),
    ],
)
@pytest.mark.parametrize("who", AUDIENCES)
def test_who_sees_a_page_gets_its_files_and_nobody_else(level: Level, readers: tuple[str, ...], who: str) -> None:
    cameras(level)
    client = browser(who)
    page, answer = client.get("/en/data/cameras/streets/"), client.get(FILE)
    expected = 200 if who in readers else 404
    assert (page.status_code, answer.status_code) == (expected, expected)
    if expected == 200:
        offered = re.findall(r'href="(/en/data/cameras/streets/download/[^"]+)"', page.content.decode())
        assert len(offered) == 4
        assert {client.get(each.replace("&amp;", "&")).status_code for each in offered} == {200}
        assert 'href="/en/data/cameras/streets/download/?_format=csv' in page.content.decode()
        assert columns_in(answer) == (["street", "owner"] if who == "profile" else ["street"])


def test_a_file_is_kept_by_nobody_and_is_one_of_whoever_is_signed_in() -> None:
    cameras()
    answer = browser("desk-worker").get(FILE)
    assert answer["Cache-Control"] == "private, no-store"
    assert "Cookie" in answer["Vary"]
    assert answer["Content-Disposition"] == 'attachment; filename="cameras-streets.csv"'
    assert "Access-Control-Allow-Origin" not in answer
    assert browser("nobody").get(FILE).status_code == 404


@pytest.mark.parametrize("form", ["csv", "xlsx", "ndjson", "parquet", "arrow"])
def test_every_format_is_the_same_as_in_the_api(form: str) -> None:
    cameras(Level.PUBLIC)
    page = Client().get("/en/data/cameras/streets/download/", {"_format": form, "street": "Nieuwstraat"})
    api = Client().get("/api/v1/datasets/cameras/tables/streets/rows", {"_format": form, "street": "Nieuwstraat"})
    mine, theirs = page.getvalue(), api.getvalue()
    assert page["Content-Type"] == api["Content-Type"]
    assert (mine == theirs) or (form == "xlsx" and len(mine) == len(theirs))


@pytest.mark.parametrize(
    ("query", "status", "sentence"),
    [
        ("", 422, "This must be one of: "),
        ("_format=json", 422, "This must be one of: "),
        ("_format=pdf", 422, "This must be one of: "),
        ("_format=csv&owner=Ann", 422, "There is no column with this name. The columns are: street."),
        ("_format=csv&_count=true", 422, "The number of rows is only given"),
        ("_format=csv&_format=csv", 422, "only once"),
        ("_format=csv&<script>=1", 422, "There is no column with this name."),
        ("_format=geojson", 422, "GeoJSON needs a column with places"),
        ("_format=csv&asOf=2001-01-01", 422, "The table had no rows at that moment."),
        ("_format=csv&%00=%00", 422, "There is no column with this name."),
    ],
)
def test_what_cannot_be_a_file_is_said_on_a_page(query: str, status: int, sentence: str) -> None:
    cameras(Level.PUBLIC)
    answer = Client().get(f"/en/data/cameras/streets/download/?{query}")
    text = answer.content.decode()
    assert answer.status_code == status
    assert sentence in text
    assert "<script>" not in text.partition("<main")[2]
    assert "/en/data/cameras/streets/#rows" in text


def test_a_table_that_wants_to_be_asked_says_so_instead_of_sending_an_empty_file() -> None:
    cameras(Level.PUBLIC, mandatory_filters=(MandatoryFilter(("street",), Need(Level.OFFICIAL)),))
    refused = Client().get(FILE)
    assert (refused.status_code, "an exact value" in refused.content.decode()) == (422, True)
    assert columns_in(Client().get(f"{FILE}&street=Nieuwstraat")) == ["street"]


def test_only_reading_is_possible_and_only_so_often() -> None:
    cameras(Level.PUBLIC)
    assert Client().post(FILE).status_code == 405
    assert Client().head(FILE).status_code == 200
    answers = {Client().get(FILE).status_code for _ in range(DOWNLOADS.times)}
    assert answers == {200, 429}


def test_a_download_is_counted_like_one_of_the_api() -> None:
    cameras(Level.PUBLIC)
    COUNTS.taken()
    Client().get(FILE).getvalue()
    Client().get(FILE.replace("csv", "pdf"))
    assert [(count.kind, times) for count, times in COUNTS.taken().items()] == [("csv", 1)]


def test_a_link_to_the_api_says_that_it_needs_a_key() -> None:
    cameras()
    text = browser("desk-worker").get("/en/data/cameras/streets/").content.decode()
    assert "In the API, with a key of yours:" in text
    about = browser("partner").get("/en/data/cameras/").status_code, browser("data-steward").get("/en/data/cameras/")
    assert about[0] == 404
    assert 'href="/api/v1/datasets/cameras"' not in about[1].content.decode()
    assert 'href="/api/v1/datasets/cameras/tables/streets/rows' not in text
    cameras_open = a_dataset("benches")
    a_table([("a",)], [("b", ColumnType.TEXT)], dataset=cameras_open, name="all")
    text = Client().get("/en/data/benches/all/").content.decode()
    assert 'href="/api/v1/datasets/benches/tables/all/rows?_limit=10"' in text
    assert Client().get("/api/v1/datasets/benches/tables/all/rows?_limit=10").status_code == 200
