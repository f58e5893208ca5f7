"""The addresses of the workplace: one form, and no name that stands in another's place."""

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from zenne.core.access.public import SYSTEM
from zenne.dataportal import staff_urls, urls
from zenne.dataportal.actions.load_file import load_file
from zenne.dataportal.ingest.reasons import CannotLoad
from zenne.dataportal.models import Dataset
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.names import RESERVED
from zenne.dataportal.tests.browsers import browser_with_purpose
from zenne.dataportal.tests.builders import a_dataset, a_table

pytestmark = pytest.mark.django_db
UPLOAD = {"table": "", "title": "Trees", "level": "official", "way": "replace"}


@pytest.fixture
def steward() -> Client:
    return browser_with_purpose("Sofia", role="data-steward")


def page(browser: Client, path: str) -> str:
    answer = browser.get(f"/en/staff/data/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


def words_in_addresses() -> set[str]:
    """What stands first in the addresses of the portal, where the name of a data set can stand."""
    routes = [str(each.pattern).partition("/")[0] for each in (*staff_urls.urlpatterns, *urls.urlpatterns)]
    return {word for word in routes if re.fullmatch(r"[a-z][a-z0-9-]*", word)}


def test_no_data_set_has_a_word_as_its_name_that_addresses_need(steward: Client, tmp_path: Path) -> None:
    assert words_in_addresses() <= RESERVED
    file = tmp_path / "profiles.csv"
    file.write_text("a\n1\n")
    for name in sorted(RESERVED):
        sent = {**UPLOAD, "dataset": name, "file": SimpleUploadedFile("a.csv", b"a\n1\n")}
        answer = steward.post("/en/staff/data/upload/", sent)
        assert (answer.status_code, "another use in addresses" in answer.content.decode()) == (422, True)
        with pytest.raises(IntegrityError), transaction.atomic():
            a_dataset(name)
    with pytest.raises(CannotLoad, match="reserved-name"):
        load_file(asker=SYSTEM, path=file)
    assert not Dataset.objects.exists()


@pytest.mark.parametrize("name", ["texts", "access", "schema", "history", "retire"])
def test_a_table_may_be_called_like_a_part_of_an_address(steward: Client, name: str) -> None:
    a_table([("a",)], [("b", ColumnType.TEXT)], name=name)
    for part in ("schema", "access", "history", "quarantine"):
        assert f"trees / {name}" in page(steward, f"trees/{name}/{part}/")
    for part in ("", "access/", "texts/en/"):
        assert "Trees" in page(steward, f"trees/{part}")


def test_the_pages_of_a_table_lead_to_each_other(steward: Client) -> None:
    a_table([("a",)], [("b", ColumnType.TEXT)])
    parts = ("schema", "access", "history", "quarantine")
    for part in parts:
        text = page(steward, f"trees/trees/{part}/")
        assert all(f'href="/en/staff/data/trees/trees/{other}/"' in text for other in parts)
        assert text.count('aria-current="page"') >= 2
        assert 'href="/en/staff/data/trees/"' in text
