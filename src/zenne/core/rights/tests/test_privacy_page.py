"""The public register of processing."""

import csv
from io import StringIO

import pytest
from django.test import Client

from zenne.core.personal_data.public import declarations
from zenne.core.rights.views.privacy import safe

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["en", "nl", "fr", "de"])
def test_everybody_reads_what_is_kept_and_why(client: Client, language: str) -> None:
    page = client.get(f"/{language}/privacy/").content.decode()
    for declaration in declarations():
        assert f'id="{declaration.label.replace(".", "-").lower()}"' in page
    assert "GDPR 6(1)" in page
    assert f"/{language}/privacy/register.csv" in page


def test_the_register_is_a_file_that_spreadsheets_read(client: Client) -> None:
    for _reader in range(2):  # the second gets what was kept for the first
        answer = client.get("/en/privacy/register.csv")
        assert answer["Content-Disposition"] == 'attachment; filename="register.csv"'
    text = answer.content.decode()
    assert text[0] == "\ufeff"
    head, *rows = csv.reader(StringIO(text[1:]))
    assert len(head) == 9
    assert [row[-1] for row in rows] == [each.label for each in declarations()]
    assert all(all(row) for row in rows)


@pytest.mark.parametrize(("cell", "shown"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("To answer.", "To answer.")])
def test_no_cell_is_taken_for_a_formula(cell: str, shown: str) -> None:
    assert safe(cell) == shown
