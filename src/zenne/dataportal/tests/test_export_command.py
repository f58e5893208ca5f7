"""``./zenne data export``."""

import io
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import pytest
from django.core.management.base import CommandError

from zenne.dataportal.command_line.export import arguments, run
from zenne.dataportal.rules.columns import ColumnType
from zenne.dataportal.rules.policies import ColumnPolicy, Level, Need, TablePolicy
from zenne.dataportal.tests.builders import a_dataset, a_table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def closed_trees(db: None) -> None:
    policy = TablePolicy(columns={"owner": ColumnPolicy(Need(Level.OFFICIAL))})
    columns = [("kind", ColumnType.TEXT), ("owner", ColumnType.TEXT)]
    a_table([["oak", "Ann"]], columns, dataset=a_dataset(level=Level.PARTNER), policy=policy)


def export(*words: str) -> str:
    parser = ArgumentParser()
    arguments(parser)
    said = io.StringIO()
    options: dict[str, Any] = vars(parser.parse_args(words))
    run(options, said)
    return said.getvalue()


def test_the_operator_gets_everything_and_an_audience_what_it_may_see(tmp_path: Path) -> None:
    path = tmp_path / "trees.csv"
    assert str(path) in export("trees", "trees", "--output", str(path))
    assert path.read_bytes() == b'"kind","owner"\r\n"oak","Ann"\r\n'
    export("trees", "trees", "--output", str(path), "--audience", "partner")
    assert path.read_bytes() == b'"kind"\r\n"oak"\r\n'


def test_what_cannot_be_exported_leaves_the_old_file_and_says_why(tmp_path: Path) -> None:
    path = tmp_path / "trees.geojson"
    path.write_text("old")
    with pytest.raises(CommandError, match="no table"):
        export("trees", "trees", "--output", str(path), "--audience", "public")
    with pytest.raises(CommandError, match="needs a column with places"):
        export("trees", "trees", "--format", "geojson", "--output", str(path))
    with pytest.raises(CommandError, match="cannot be written"):
        export("trees", "trees", "--output", str(tmp_path / "missing" / "trees.csv"))
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_without_a_file_the_rows_go_to_standard_output(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    export("trees", "trees", "--format", "ndjson")
    assert capsysbinary.readouterr().out == b'{"kind":"oak","owner":"Ann"}\n'
