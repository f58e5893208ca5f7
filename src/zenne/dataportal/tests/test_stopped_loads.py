"""A load whose program is stopped ends, and its page says what that means."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from zenne.dataportal.actions import process_load as processing
from zenne.dataportal.actions.end_dead_loads import end_dead_loads
from zenne.dataportal.models import Load
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.storage.loading import writing
from zenne.dataportal.tests.browsers import browser_of
from zenne.dataportal.tests.builders import a_dataset, a_table
from zenne.dataportal.tests.files import loaded
from zenne.dataportal.tests.test_staff_pages import a_load

pytestmark = pytest.mark.django_db


def page_of(load: Load) -> str:
    browser: Client = browser_of("Sofia", role="data-steward")
    return browser.get(f"/en/staff/data/loads/{load.pk}/").content.decode()


def test_a_load_that_is_interrupted_does_not_seem_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded(tmp_path, "id\n1\n")

    def interrupt(*args: object, **more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(processing, "make_all", interrupt)
    with pytest.raises(KeyboardInterrupt):
        loaded(tmp_path, "id\n2\n")
    load = Load.objects.get(ended_at__isnull=False, state="failed")
    assert load.problem == "stopped"
    assert "was stopped before it was done" in page_of(load)


def test_a_load_of_a_killed_program_is_ended_unless_somebody_still_writes() -> None:
    killed = a_load(state="writing")
    with writing(killed.table):
        assert end_dead_loads(younger=timedelta(0)) == 0
    assert end_dead_loads() == 0
    assert end_dead_loads(younger=timedelta(0)) == 1
    killed.refresh_from_db()
    assert (killed.state, killed.problem) == ("failed", "stopped")
    assert killed.ended_at is not None


@pytest.mark.parametrize("more", [{"file": "a.csv"}, {"url": "https://example.org/a.csv"}, {"way": "correct"}])
def test_what_a_worker_does_is_left_to_the_next_worker(more: dict[str, str]) -> None:
    a_load(state="writing", **more)
    assert end_dead_loads(younger=timedelta(0)) == 0


def test_a_first_load_that_failed_leads_to_no_page_that_is_not_there() -> None:
    table = a_dataset().tables.create(name="trees")
    load = a_load(state="failed", problem="no-rows")
    assert load.table == table
    text = page_of(load)
    assert "Readers still see" not in text
    assert "Nothing of it is published" in text
    browser = browser_of("Ann", role="data-steward")
    links = [part.split('"')[0].replace("&amp;", "&") for part in text.split('href="')[1:]]
    for link in links:
        if link.startswith("/en/staff/data/"):
            assert browser.get(link).status_code == 200, link


def test_a_table_with_more_rows_than_a_sheet_is_not_offered_as_one() -> None:
    table = a_table([["oak"]], [("kind", ColumnType.TEXT)])
    assert "_format=xlsx" in Client().get("/en/data/trees/").content.decode()
    table.versions.update(rows=1_048_576)
    assert "_format=xlsx" not in Client().get("/en/data/trees/").content.decode()
    assert "xlsx" not in Client().get("/api/v1/datasets/trees").content.decode()
    table.versions.update(rows=1_048_575)
    assert "_format=xlsx" in Client().get("/en/data/trees/").content.decode()
