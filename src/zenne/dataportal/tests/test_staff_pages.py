"""Where stewards load files, describe data sets and look at what did not fit."""

import hashlib
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from zenne.core.audit.public import AuditRecord
from zenne.core.languages.public import Translated
from zenne.core.tasks.public import Worker
from zenne.dataportal.actions import receive_file
from zenne.dataportal.models import Dataset, Load, Table, Version
from zenne.dataportal.rules.columns import Column, ColumnType, TableDefinition
from zenne.dataportal.rules.manifests import Manifest
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.storage.folders import loads_folder
from zenne.dataportal.storage.publishing import publish
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.builders import a_filled_dataset, a_table, write_part

pytestmark = pytest.mark.django_db


@pytest.fixture
def steward() -> Client:
    return browser_of("Sofia", role="data-steward")


def page(browser: Client, path: str) -> str:
    answer = browser.get(f"/en/staff/data/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


FACTS = {"licence": "CC-BY-4.0", "frequency": "DAILY", "themes": ["ENVI"], "seen": ""}
UPLOAD = {"dataset": "trees", "table": "", "title": "Trees", "level": "official", "way": "replace"}


def send(browser: Client, content: bytes = b"species\noak\n", name: str = "trees.csv", **typed: Any) -> Any:
    return browser.post("/en/staff/data/upload/", {**UPLOAD, **typed, "file": SimpleUploadedFile(name, content)})


def test_the_list_has_all_data_sets_also_hidden_and_retired_ones(steward: Client) -> None:
    a_filled_dataset("secret", level=Level.OFFICIAL, scope="police")
    a_filled_dataset("gone", retired_at=timezone.now())
    text = page(steward, "")
    assert "Secret" in text
    assert "For officials of the city (police)" in text
    assert "retired" in text


def test_an_empty_list_says_what_comes_next(steward: Client) -> None:
    assert "There are no data sets yet" in page(steward, "")


def test_the_pages_are_for_stewards_only() -> None:
    a_filled_dataset()
    for path in ("", "upload/", "trees/", "trees/texts/en/"):
        assert browser_of("Jonas", role="desk-worker").get(f"/en/staff/data/{path}").status_code == 403
        assert Client().get(f"/en/staff/data/{path}").status_code == 302


def test_facts_are_saved_and_readers_see_them(steward: Client) -> None:
    a_filled_dataset()
    answer = steward.post("/en/staff/data/trees/", {**FACTS, "bbox": "4.3, 50.8, 4.4, 50.9"})
    assert answer.status_code == 302, answer.content.decode()
    dataset = Dataset.objects.get()
    assert (dataset.licence, dataset.themes, dataset.bbox) == ("CC-BY-4.0", ["ENVI"], [4.3, 50.8, 4.4, 50.9])
    assert 'value="4.3, 50.8, 4.4, 50.9"' in page(steward, "trees/")
    assert "CC BY 4.0" in Client().get("/en/data/trees/").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"bbox": "a, b"}, "Write four numbers"),
        ({"bbox": "5, 50, 4, 51"}, "Write four numbers"),
        ({"begins_on": "2026-02-01", "ends_on": "2026-01-01"}, "The end is before the beginning"),
        ({"licence": "<script>"}, "Nothing is saved yet"),
        ({"themes": ["NOTHING"]}, "Nothing is saved yet"),
        ({"publisher": "nobody"}, "Nothing is saved yet"),
        ({"landing_page": "javascript:alert(1)"}, "Nothing is saved yet"),
    ],
)
def test_what_is_wrong_stands_on_the_page_and_nothing_is_saved(
    steward: Client, typed: dict[str, Any], words: str
) -> None:
    a_filled_dataset()
    answer = steward.post("/en/staff/data/trees/", {**FACTS, **typed})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert Dataset.objects.get().licence == "CC0-1.0"


def test_texts_of_one_language_leave_the_others_alone(steward: Client) -> None:
    a_filled_dataset(title=Translated({"nl": "Bomen", "fr": "Arbres"}), keywords={"nl": ["boom"]})
    typed = {"title": "  Trees ", "description": "All of them.", "keywords": "oak, , elm", "seen": ""}
    assert steward.post("/en/staff/data/trees/texts/en/", typed).status_code == 302
    dataset = Dataset.objects.get()
    assert dict(dataset.title) == {"nl": "Bomen", "fr": "Arbres", "en": "Trees"}
    assert dataset.keywords == {"nl": ["boom"], "en": ["oak", "elm"]}
    assert steward.get("/en/staff/data/trees/texts/xx/").status_code == 404


def test_a_colleague_who_was_quicker_is_not_overwritten(steward: Client) -> None:
    a_filled_dataset()
    steward.post("/en/staff/data/trees/", FACTS)
    late = steward.post("/en/staff/data/trees/", {**FACTS, "licence": "ODbL-1.0"})
    assert late.status_code == 422
    assert "A colleague changed this data set meanwhile" in late.content.decode()
    assert Dataset.objects.get().licence == "CC-BY-4.0"


def test_a_data_set_is_retired_and_brought_back(steward: Client) -> None:
    a_filled_dataset()
    steward.post("/en/staff/data/trees/retire/", {"do": "retire"})
    assert Client().get("/en/data/trees/").status_code == 404
    assert "Bring it back" in page(steward, "trees/")
    steward.post("/en/staff/data/trees/retire/", {"do": "bring-back"})
    assert Client().get("/en/data/trees/").status_code == 200
    assert steward.post("/en/staff/data/never/retire/", {"do": "retire"}).status_code == 404


def test_a_file_that_is_sent_is_on_disk_and_a_worker_is_told(steward: Client) -> None:
    answer = send(steward)
    load = Load.objects.get()
    assert answer.headers["Location"] == f"/en/staff/data/loads/{load.pk}/"
    assert (loads_folder() / load.file).read_bytes() == b"species\noak\n"
    assert load.sha256 == hashlib.sha256(b"species\noak\n").hexdigest()
    assert (load.name, load.bytes, load.state) == ("trees.csv", 12, "waiting")
    assert DBTaskResult.objects.get().args_kwargs["kwargs"] == {"load": str(load.pk)}
    assert AuditRecord.objects.filter(action="data.receive-file").exists()
    dataset = Dataset.objects.get()
    assert (dataset.slug, dataset.level, dict(dataset.title)) == ("trees", "official", {"en": "Trees"})


def test_a_file_for_a_table_that_is_there_changes_neither_its_title_nor_who_sees_it(steward: Client) -> None:
    a_table([("oak",)], [("species", ColumnType.TEXT)])
    send(steward, title="Other", level="official", way="append")
    assert Dataset.objects.get().level == "public"
    assert Table.objects.count() == 1
    assert Load.objects.get().way == "append"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"dataset": ""}, "This field is required"),
        ({"dataset": "../../etc"}, "Small letters"),
        ({"dataset": "x" * 81}, "at most 80"),
        ({"table": "a b"}, "Small letters"),
        ({"level": "everyone"}, "is not one of the available choices"),
        ({"way": "destroy"}, "is not one of the available choices"),
        ({"content": b""}, "This file is empty"),
    ],
)
def test_what_cannot_be_sent_is_said_at_its_field_and_nothing_is_kept(
    steward: Client, typed: dict[str, Any], words: str
) -> None:
    answer = send(steward, **typed)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Load.objects.exists()
    assert not Dataset.objects.exists()


@pytest.mark.parametrize("name", ["../../../etc/passwd", "a" * 200 + ".csv", "<b>.csv", "x.php;.csv", "é\u202e.csv"])
def test_the_name_of_a_file_never_becomes_a_path(steward: Client, name: str) -> None:
    assert send(steward, name=name).status_code == 302
    file = loads_folder() / Load.objects.get().file
    assert file.parent == loads_folder()
    assert file.stem == Load.objects.get().pk.hex


def test_a_file_is_forgotten_when_it_cannot_be_written_down(steward: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(receive_file, "enqueue", broken)
    before = set(loads_folder().iterdir()) if loads_folder().exists() else set()
    with pytest.raises(RuntimeError):
        send(steward)
    assert set(loads_folder().iterdir()) == before
    assert not Load.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_is_sent_becomes_a_table_that_is_found(steward: Client) -> None:
    good = b"".join(b"oak %d;12,5\n" % number for number in range(20))
    send(steward, b"species;height\n" + good + b"ash;tall\n", level="public", title="Urban trees")
    Worker(name="test", until_done=True).run()
    load = Load.objects.get()
    assert (load.state, load.rows, load.quarantined) == ("published", 20, 1)
    steward.post("/en/staff/purpose/", {"purpose": "answer", "task": "file 7"})
    assert "1 row did not fit" in page(steward, "trees/trees/quarantine/")
    assert "not of the type of the column" in page(steward, "trees/trees/quarantine/")
    assert "Its row is in quarantine" in page(steward, f"loads/{load.pk}/")
    assert 'href="/en/data/trees/"' in Client().get("/en/search/", {"q": "urban trees"}).content.decode()
    assert "12.5" in Client().get("/en/data/trees/trees/").content.decode()


def a_load(**columns: Any) -> Load:
    table = Table.objects.first() or a_table([("oak",)], [("species", ColumnType.TEXT)])
    return Load.objects.create(
        table=table, **{"name": "trees.csv", "bytes": 200, "asked_by": "", "asked_at": timezone.now(), **columns}
    )


def test_the_page_of_a_load_looks_again_by_itself_until_it_is_over(steward: Client) -> None:
    load = a_load(state="reading", bytes_read=50)
    text = page(steward, f"loads/{load.pk}/")
    assert 'hx-trigger="every 1s"' in text
    assert 'value="25"' in text
    Load.objects.update(state="published", version=Version.objects.get(), rows=1234, quarantined=2)
    text = page(steward, f"loads/{load.pk}/")
    assert "hx-trigger" not in text
    assert "1,234" in text
    assert "Look at them" in text
    assert "species" in text


def test_a_load_that_failed_says_why(steward: Client) -> None:
    load = a_load(state="failed", problem="unknown-kind", details={"kind": "<b>zip"})
    text = page(steward, f"loads/{load.pk}/")
    assert "&lt;b&gt;zip" in text
    assert "Readers still see what they saw before" in text
    assert "could not be loaded" in page(steward, f"loads/{a_load(state='failed').pk}/")
    assert steward.get("/en/staff/data/loads/00000000-0000-0000-0000-000000000000/").status_code == 404


def test_rows_that_did_not_fit_are_shown_and_it_is_written_down_who_looked(steward: Client) -> None:
    table = a_table([("oak",)], [("species", ColumnType.TEXT)])
    steward.post("/en/staff/purpose/", {"purpose": "answer", "task": "file 7"})
    assert "Every row fits" in page(steward, "trees/trees/quarantine/")
    bad = TableDefinition(
        (
            Column("line", ColumnType.INTEGER),
            *(Column(name, ColumnType.TEXT) for name in ("column", "value", "reason", "raw")),
        )
    )
    part = write_part(table, [(7, "height", "<i>tall", "wrong-type", "oak;<i>tall"), (8, None, None, "x", None)], bad)
    now = timezone.now()
    publish(table, definition=TableDefinition(()), manifest=Manifest(quarantine=part), at=now)
    text = page(steward, "trees/trees/quarantine/")
    assert "2 rows did not fit" in text
    assert "&lt;i&gt;tall" in text
    assert AuditRecord.objects.filter(action="data.read-quarantine").count() == 1
    assert steward.get("/en/staff/data/trees/never/quarantine/").status_code == 404


def test_a_file_that_is_too_large_is_refused_at_its_field_and_nothing_is_kept(steward: Client, settings: Any) -> None:
    settings.DATA_FILE_MB = 0
    answer = send(steward)
    assert answer.status_code == 422
    assert "larger than 0 MB" in answer.content.decode()
    assert not Dataset.objects.exists()
