"""``zenne data``: what is typed and what is answered."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from zenne.core.audit.public import AuditRecord
from zenne.core.languages.public import Translated
from zenne.dataportal.models import Dataset, Load
from zenne.dataportal.rules.columns import Code, Column, ColumnType
from zenne.dataportal.tests.builders import a_table
from zenne.dataportal.tests.files import a_file

pytestmark = pytest.mark.django_db
TREES = "Soort;Aantal;Code\neik;3;01\nolm;veel;02\n" + "es;4;03\n" * 20


def data(*arguments: str) -> list[str]:
    answer = StringIO()
    call_command("data", *arguments, stdout=answer)
    return answer.getvalue().splitlines()


def test_a_file_is_published_and_the_last_line_says_what_became_of_it(tmp_path: Path) -> None:
    path = a_file(tmp_path, TREES, "Bomen Stad.csv")
    lines = data("load", str(path), "--audience", "partner")
    answer = json.loads(lines[-1])
    assert answer.pop("seconds") >= 0
    assert answer == {
        "dataset": "bomen-stad",
        "table": "bomen_stad",
        "rows": 21,
        "quarantined": 1,
        "columns": [
            {"name": "soort", "type": "string"},
            {"name": "aantal", "type": "integer"},
            {"name": "code", "type": "string"},
        ],
    }
    assert any("veel" in line for line in lines[:-1])
    assert Dataset.objects.get().level == "partner"
    assert AuditRecord.objects.filter(action="data.load", thing="bomen-stad/bomen_stad").count() == 1
    assert data("list") == ["bomen-stad  bomen_stad  partner            21"]
    said = json.loads("\n".join(data("schema", "bomen-stad", "bomen_stad")))
    assert [column["source"] for column in said["columns"]] == ["Soort", "Aantal", "Code"]


def test_the_schema_says_what_columns_mean_in_each_language_with_units_and_code_lists() -> None:
    kind = Column(
        "kind",
        ColumnType.TEXT,
        title=Translated({"nl": "Soort", "fr": "Espèce"}),
        description=Translated({"en": "What tree it is."}),
        codes=(Code("oak", Translated({"nl": "Eik"})), Code("elm")),
    )
    table = a_table([["oak", 2.5]], [kind, Column("height", ColumnType.NUMBER, unit="m")])
    table.title = Translated({"nl": "Bomen"})
    table.save()
    said = json.loads("\n".join(data("schema", "trees", "trees")))
    assert said["title"] == {"nl": "Bomen"}
    assert said["columns"] == [
        {
            "name": "kind",
            "type": "string",
            "title": {"nl": "Soort", "fr": "Espèce"},
            "description": {"en": "What tree it is."},
            "codes": [{"value": "oak", "label": {"nl": "Eik"}}, {"value": "elm"}],
        },
        {"name": "height", "type": "number", "unit": "m"},
    ]


def test_what_cannot_be_loaded_is_one_sentence_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="no file"):
        data("load", str(tmp_path / "nothing.csv"))
    with pytest.raises(CommandError, match="empty"):
        data("load", str(a_file(tmp_path, "", "empty.csv")))
    with pytest.raises(CommandError, match="There is no table"):
        data("schema", "a", "b")
    assert not Dataset.objects.exists()
    assert not Load.objects.exists()
    assert "no data sets" in data("list")[0]


def test_another_audience_is_not_given_by_loading_again(tmp_path: Path) -> None:
    path = a_file(tmp_path, TREES)
    data("load", str(path), "--audience", "official")
    data("load", str(path), "--audience", "official")
    with pytest.raises(CommandError, match="official"):
        data("load", str(path), "--audience", "public")
    assert Dataset.objects.get().level == "official"


def test_rows_are_replaced_by_key_from_the_command_line(tmp_path: Path) -> None:
    data("load", str(a_file(tmp_path, "id,n\n1,1\n2,2\n")), "--key", "id")
    lines = data("load", str(a_file(tmp_path, "id,n\n2,3\n")), "--way", "upsert")
    assert json.loads(lines[-1])["rows"] == 1
    assert data("list")[0].endswith(" 2")


def test_a_name_of_one_letter_still_makes_a_title_that_catalogues_accept(tmp_path: Path) -> None:
    data("load", str(a_file(tmp_path, TREES, "x.csv")))
    assert str(Dataset.objects.get(slug="x").title["en"]) == "Data X"
