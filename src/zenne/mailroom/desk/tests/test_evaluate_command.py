"""``zenne mail evaluate``: learns from one table, is measured on another."""

import csv
import gzip
import io
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from zenne.mailroom.desk.command_line.evaluate import names_as_texts, subject_and_body
from zenne.mailroom.routing.examples import Example
from zenne.mailroom.routing.tests.builders import make_letters


def write(path: Path, letters: Sequence[Example], *, header: Sequence[str] = ("text", "service")) -> Path:
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(header)
    rows.writerows([f"{each.subject}\n\n{each.text}", each.service] for each in letters)
    content = out.getvalue().encode()
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


def evaluate(train: Path, test: Path, *, text: str = "text", label: str = "service") -> dict[str, Any]:
    out = io.StringIO()
    named = {"--train": train, "--test": test, "--text": text, "--label": label}
    call_command("mail", "evaluate", *[str(each) for pair in named.items() for each in pair], stdout=out)
    said: dict[str, Any] = json.loads(out.getvalue())
    return said


def test_what_was_learned_from_one_table_is_measured_on_the_other(tmp_path: Path) -> None:
    train = write(tmp_path / "train.csv.gz", make_letters(90))
    test = write(tmp_path / "test.csv", make_letters(30, seed=2))

    said = evaluate(train, test)

    assert (said["learned_from"], said["letters"], said["labels"]) == (90, 30, 3)
    assert said["accuracy"] == said["top_3"] == said["macro_f1"] == 1.0
    assert said["precision_there"] == 1.0
    assert 0 < said["coverage_at_95_precision"] <= 1
    assert 0 <= said["expected_calibration_error"] < 0.2


def test_rows_without_text_or_label_are_passed_over(tmp_path: Path) -> None:
    table = write(tmp_path / "a.csv", make_letters(30))
    with table.open("a") as file:
        file.write("\nonly text\n,only-label\n   ,   \n")

    assert evaluate(table, table)["letters"] == 30


@pytest.mark.parametrize("content", [b"", b"text,service\n", b"text,service\na,b\n", b"\xff\xfe\x00", b"\x1f\x8b"])
def test_a_table_that_nothing_can_be_learned_from_is_refused(tmp_path: Path, content: bytes) -> None:
    train, test = tmp_path / "train.csv", write(tmp_path / "test.csv", make_letters(3))
    train.write_bytes(content)

    with pytest.raises(CommandError):
        evaluate(train, test)
    with pytest.raises(CommandError):
        evaluate(tmp_path / "nowhere.csv", test)


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    table = write(tmp_path / "a.csv", make_letters(30))

    with pytest.raises(CommandError, match="no column 'label'"):
        evaluate(table, table, label="label")


def test_labels_that_are_only_in_the_test_count_as_mistakes(tmp_path: Path) -> None:
    train = write(tmp_path / "train.csv", make_letters(30))
    test = write(tmp_path / "test.csv", [Example("Vuilnis", "zak", "nl", "new-service", None)])

    assert evaluate(train, test)["accuracy"] == 0.0


def test_a_label_says_what_it_is_about() -> None:
    found = [each.text for each in names_as_texts(["ABC & Zee", "Minister van Defensie, belast met Ambtenarenzaken"])]

    assert found == ["Minister van Defensie", "belast met Ambtenarenzaken"]


def test_a_first_line_that_stands_alone_is_the_subject() -> None:
    assert subject_and_body("Parkeerkaart\n\nWaar?") == ("Parkeerkaart", "Waar?")
    assert subject_and_body("Waar?") == ("", "Waar?")
    assert subject_and_body("Waar?\n") == ("", "Waar?\n")
