"""What became of letters, as a program reads it from the portal."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from zenne.dataportal.actions.refresh_dataset import refresh_dataset
from zenne.mailroom.figures.tests.builders import figures

TABLE = "/api/v1/datasets/letters/tables"
COUNTED: dict[str, Any] = {"due": 40, "in_time": 38, "begun": 30, "done": 24, "minutes": [120] * 20}


@pytest.fixture(autouse=True)
def published(database: None) -> None:
    figures("passport", letters=41, **COUNTED)
    figures("parking", letters=3, language="fr")
    figures("marriage-certificate", letters=9, language="fr", channel="form")
    assert refresh_dataset("letters", at=timezone.now()) == 4


def test_anybody_reads_the_figures_without_small_counts(client: Client) -> None:
    found = client.get(f"{TABLE}/services/rows").json()["items"]

    assert [(row["service"], row["letters"], row["in_time"], row["held"]) for row in found] == [
        ("passport", 40, 0.95, None)
    ]
    assert [row["half_within"] for row in found] == [2.0]


def test_every_column_has_a_name_in_every_language_and_times_have_a_unit(client: Client) -> None:
    columns = client.get(f"{TABLE}/channels").json()["columns"]

    assert all({"nl", "fr", "en", "de"} <= column["title"].keys() for column in columns)
    assert len(set(columns[-1]["title"].values())) == 4
    assert {column["name"]: column["unit"] for column in columns}["half_within"] == "h"
