"""Programs send rows: kept before they are thanked, loaded once, seen by readers all at once."""

import json
import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from zenne.core.access.public import SYSTEM
from zenne.core.tasks.public import Worker
from zenne.dataportal.actions.process_load import process_load
from zenne.dataportal.models import Dataset, Load, Table, Version
from zenne.dataportal.storage import merging
from zenne.dataportal.storage.folders import loads_folder, table_folder
from zenne.dataportal.storage.parts import remove_unused
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.builders import a_dataset
from zenne.dataportal.tests.files import current, rows_of

ADDRESS = "/api/v1/datasets/air/tables/values/loads"
ROW = {"sensor": "41B001", "at": "2026-12-31T12:00:00Z", "no2": 31.5}
transactional = pytest.mark.django_db(transaction=True)


def a_key(*scopes: str, role: str = "data-steward") -> str:
    """The text of a new key."""
    page = browser_of("Sofia", role=role).post("/en/my/keys/", {"name": "Sensors", "days": "30", "scopes": scopes})
    found = re.search(r"zenne_\w{57}", page.content.decode())
    assert found
    return found[0]


@pytest.fixture
def key() -> str:
    a_dataset("air")
    return a_key("data.manage")


def send(key: str, body: Any, *, address: str = ADDRESS, kind: str = "application/json", **headers: str) -> Any:
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    names = {name.replace("_", "-"): value for name, value in headers.items()}
    return Client().post(
        address,
        content,
        content_type=kind,
        headers={"authorization": f"Bearer {key}", "accept-language": "en", **names},
    )


def state(key: str, load: str) -> dict[str, Any]:
    answer = Client().get(f"{ADDRESS}/{load}", headers={"authorization": f"Bearer {key}", "accept-language": "en"})
    assert answer.status_code == 200, answer.content
    found: dict[str, Any] = answer.json()
    return found


def work() -> None:
    Worker(name="test", until_done=True).run()


@transactional
def test_rows_as_json_become_a_table(key: str) -> None:
    answer = send(key, [ROW, {**ROW, "sensor": "41N043"}])
    assert answer.status_code == 202, answer.content
    load = answer.json()
    assert (load["state"], load["tables"], load["problem"]) == ("waiting", [], None)
    work()
    after = state(key, load["id"])
    assert (after["state"], after["version"]) == ("published", 1)
    assert after["tables"] == [{"table": "values", "rows": 2, "quarantined": 0}]
    assert Client().get("/api/v1/datasets/air/tables/values/rows?no2[gt]=30").json()["items"][0]["sensor"] == "41B001"


@transactional
def test_a_file_is_sent_as_it_is(key: str) -> None:
    send(key, b"sensor;no2\n41B001;31,5\n41N043;12,25\n", kind="text/csv")
    work()
    assert rows_of(Version.objects.get()) == [("41B001", 31.5), ("41N043", 12.25)]


@transactional
def test_what_cannot_be_loaded_is_said_when_one_asks(key: str) -> None:
    load = send(key, b"[{").json()
    work()
    assert state(key, load["id"])["problem"] == {
        "code": "not-json",
        "message": "The file is no valid JSON: the mistake is near character 2.",
    }


@transactional
def test_a_call_that_is_repeated_with_its_name_is_done_once(key: str) -> None:
    first = send(key, [ROW], address=f"{ADDRESS}?way=append", idempotency_key="a")
    again = send(key, [ROW], address=f"{ADDRESS}?way=append", idempotency_key="a")
    other = send(key, [ROW], address=f"{ADDRESS}?way=append", idempotency_key="b")
    assert first.json()["id"] == again.json()["id"] != other.json()["id"]
    work()
    assert current(Table.objects.get()).rows == 2
    assert len(list(loads_folder().glob(f"{Load.objects.last().pk.hex}*"))) == 1  # type: ignore[union-attr]
    assert send(key, [ROW], address=f"{ADDRESS}?way=append", idempotency_key="a").json()["state"] == "published"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("body", "address"),
    [([{**ROW, "no2": 1}], ADDRESS), ([ROW], f"{ADDRESS}?way=append"), ([ROW], ADDRESS.replace("values", "others"))],
)
def test_two_different_calls_of_one_name_are_refused(body: Any, address: str, key: str) -> None:
    send(key, [ROW], idempotency_key="a")
    before = set(loads_folder().iterdir())
    answer = send(key, body, address=address, idempotency_key="a")
    assert (answer.status_code, answer.json()["code"]) == (409, "other-call")
    assert Load.objects.count() == 1
    assert set(loads_folder().iterdir()) == before


@pytest.mark.django_db
def test_the_same_name_of_another_key_is_another_call(key: str) -> None:
    send(key, [ROW], idempotency_key="a")
    assert send(a_key("data.manage"), [ROW], idempotency_key="a").status_code == 202
    assert Load.objects.count() == 2


@pytest.mark.django_db
def test_a_key_without_the_permission_sends_nothing(key: str) -> None:
    assert send(a_key("data.read-official"), [ROW]).status_code == 403
    assert Client().post(ADDRESS, "[]", content_type="application/json").status_code == 401
    assert send("zenne_wrong", [ROW]).status_code == 401
    load = send(key, [ROW]).json()["id"]
    address = f"{ADDRESS}/{load}"
    assert Client().get(address).status_code == 401
    bearer = {"authorization": f"Bearer {a_key('data.read-official')}"}
    assert Client().get(address, headers=bearer).status_code == 403
    assert Load.objects.count() == 1


def test_a_session_in_a_browser_sends_nothing(db: None) -> None:
    a_dataset("air")
    answer = browser_of("Sofia", role="data-steward").post(ADDRESS, "[]", content_type="application/json")
    assert answer.status_code == 401


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "status", "code"),
    [
        ({"address": ADDRESS.replace("air", "never")}, 404, "unknown-dataset"),
        ({"address": ADDRESS.replace("values", "Not%20a%20name")}, 422, "wrong-name"),
        ({"address": ADDRESS.replace("values", "x" * 81)}, 422, "wrong-name"),
        ({"address": f"{ADDRESS}?way=destroy"}, 422, None),
        ({"idempotency_key": "x" * 201}, 422, None),
    ],
)
def test_what_cannot_be_sent_is_refused_and_nothing_is_kept(
    wanted: dict[str, Any], status: int, code: str | None, key: str
) -> None:
    answer = send(key, **{"body": [ROW], **wanted})
    assert answer.status_code == status, answer.content
    assert code is None or answer.json()["code"] == code
    assert not Load.objects.exists()
    assert not Table.objects.exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        (None, 411, "length-needed"),
        ("-1", 411, "length-needed"),
        ("0", 422, "empty-file"),
        ("1000", 422, "broken-off"),
        ("9" * 12, 413, "too-large"),
    ],
)
def test_a_length_that_is_missing_or_a_lie_is_refused(said: str | None, status: int, code: str, key: str) -> None:
    class Short(Client):
        def request(self, **environ: Any) -> Any:
            environ |= {"CONTENT_LENGTH": said or "", "wsgi.input": BytesIO(b"[{}]")}
            return super().request(**environ)

    before = set(loads_folder().iterdir()) if loads_folder().exists() else set()
    bearer = {"authorization": f"Bearer {key}"}
    answer = Short().post(ADDRESS, b"[{}]", content_type="application/json", headers=bearer)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not Load.objects.exists()
    assert (set(loads_folder().iterdir()) if loads_folder().exists() else set()) == before


@pytest.mark.django_db
def test_a_load_of_another_data_set_is_not_there(key: str) -> None:
    load = send(key, [ROW]).json()["id"]
    a_dataset("other")
    answer = Client().get(ADDRESS.replace("air", "other") + f"/{load}", headers={"authorization": f"Bearer {key}"})
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown-load")


@pytest.mark.django_db
def test_other_methods_are_told_which_there_are(key: str) -> None:
    answer = Client().put(ADDRESS, headers={"authorization": f"Bearer {key}"})
    assert (answer.status_code, answer.headers["Allow"]) == (405, "OPTIONS, POST")


def many_small_loads(key: str, ways: str) -> list[int]:
    """Send a row for each way (``a``: append, ``u``: upsert the first one), and return how many rows there are then."""
    rows: list[int] = []
    for number, way in enumerate(ways):
        sensor = f"{number:03}" if way == "a" else "000"
        wanted = "append" if way == "a" else "upsert"
        load = send(key, [{**ROW, "sensor": sensor, "no2": number}], address=f"{ADDRESS}?way={wanted}").json()["id"]
        process_load(load=UUID(load), asker=SYSTEM, key=("sensor",) if number == 0 else ())
        rows.append((rows[-1] if rows else 0) + (way == "a"))
    return rows


def as_it_was(version: Version) -> tuple[int, int]:
    """How many rows a version has, and the greatest value."""
    at = version.published_at.isoformat().replace("+00:00", "Z")
    address = f"/api/v1/datasets/air/tables/values/rows?_agg=count(),max(no2)&asOf={at}"
    (found,) = Client().get(address).json()["items"]
    return found["count()"], found["max(no2)"]


@transactional
@pytest.mark.parametrize(("ways", "most_files"), [("a" * 14, 8), ("aaaaauaaaaaa", 12)])
def test_many_small_loads_make_few_files_and_every_moment_stays_as_it_was(
    ways: str, most_files: int, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MOST_OF_A_SIZE", 3)
    rows = many_small_loads(key, ways)
    versions = list(Version.objects.select_related("table").order_by("number"))
    assert max(len(version.manifest.parts) for version in versions) <= 9
    assert [as_it_was(version) for version in versions] == [(count, n) for n, count in enumerate(rows)]
    remove_unused(older_than_seconds=-1)
    assert [as_it_was(version) for version in versions] == [(count, n) for n, count in enumerate(rows)]
    assert len(list(table_folder(versions[0].table).glob("*.parquet"))) <= most_files


@transactional
def test_files_that_a_version_of_before_had_are_left_for_who_reads_them(
    key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MOST_OF_A_SIZE", 3)
    many_small_loads(key, "aaa")
    folder = table_folder(Table.objects.get())
    before = set(folder.glob("*.parquet"))
    assert len(before) == 4
    remove_unused()
    assert set(folder.glob("*.parquet")) == before
    remove_unused(older_than_seconds=-1)
    assert len(list(folder.glob("*.parquet"))) == 1


def make(key: str, **wanted: Any) -> Any:
    return send(key, {"dataset": "bikes", "title": {"en": "Bikes"}, **wanted}, address="/api/v1/datasets")


@transactional
def test_a_program_makes_a_data_set_and_says_which_columns_are_its_key(key: str) -> None:
    made = make(key, access="public", description={"en": "Bikes in the street.", "nl": " "})
    assert made.status_code == 201, made.content
    assert Client().get("/api/v1/datasets/bikes").status_code == 404
    address = made.json()["loads"].replace("{table}", "stands").removeprefix("http://testserver")
    address = address[address.index("/api/") :]
    rows = [{"stand": 1, "free": 3}, {"stand": 2, "free": 5}]
    assert send(key, rows, address=f"{address}?way=upsert&key=stand").status_code == 202
    work()
    assert send(key, [{"stand": 2, "free": 0}], address=f"{address}?way=upsert").status_code == 202
    work()
    found = Client().get("/api/v1/datasets/bikes/tables/stands/rows?_sort=stand").json()["items"]
    assert found == [{"stand": 1, "free": 3}, {"stand": 2, "free": 0}]
    assert Client().get("/api/v1/datasets/bikes").json()["description"] == {"en": "Bikes in the street."}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("wanted", "status", "field"),
    [
        ({"dataset": "air"}, 409, "dataset"),
        ({"dataset": "upload"}, 422, "dataset"),
        ({"dataset": "Big Bikes"}, 422, "dataset"),
        ({"dataset": "b" * 81}, 422, "dataset"),
        ({"title": {}}, 422, "title"),
        ({"title": {"en": "ab"}}, 422, "title"),
        ({"title": {"en": "\0abc"}}, 422, "title"),
        ({"title": {"xx": "Bikes"}}, 422, "title"),
        ({"access": "secret"}, 422, "access"),
        ({"scope": "<b>"}, 422, "scope"),
    ],
)
def test_a_data_set_that_cannot_be_made_is_refused_at_its_field(
    wanted: dict[str, Any], status: int, field: str, key: str
) -> None:
    answer = make(key, **wanted)
    assert (answer.status_code, answer.json()["field"]) == (status, field), answer.content
    assert Dataset.objects.count() == 1


def test_a_key_without_the_permission_makes_no_data_set(db: None) -> None:
    assert make(a_key("data.read-official")).status_code == 403
    assert send("", {}, address="/api/v1/datasets").status_code == 401
    assert not Dataset.objects.exists()


@transactional
def test_a_new_data_set_without_a_title_gets_one_that_the_catalogue_can_have() -> None:
    browser = browser_of("Sofia", role="data-steward")
    form = {"dataset": "xy", "table": "", "title": "", "level": "public", "way": "replace"}
    browser.post("/en/staff/data/upload/", {**form, "file": SimpleUploadedFile("a.csv", b"id\n1\n")})
    assert [len(text) >= 3 for text in Dataset.objects.get(slug="xy").title.values()] == [True]
