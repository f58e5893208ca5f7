"""A quarantine of any length can be looked at to its end, on the page, in the API and as a file."""

import csv
import io
from pathlib import Path

import pytest
from django.test import Client

from zenne.core.access.public import SYSTEM
from zenne.dataportal.actions.read_quarantine import read_quarantine
from zenne.dataportal.models import Load
from zenne.dataportal.tests.browsers import browser_with_purpose
from zenne.dataportal.tests.files import loaded

pytestmark = pytest.mark.django_db
GOOD = "".join(f"{n},{n}\n" for n in range(1, 200))
BAD = "".join(f"word {n}\n" for n in range(9_000, 9_205))
PAGE = "/en/staff/data/trees/trees/quarantine/"


@pytest.fixture
def steward() -> Client:
    """Somebody who looks after data."""
    return browser_with_purpose("Vera", role="data-steward")


def text_of(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_goes_on_after_two_hundred_rows(tmp_path: Path, steward: Client) -> None:
    loaded(tmp_path, f"id,age\n{GOOD}{BAD}")
    first, second = text_of(steward, PAGE), text_of(steward, f"{PAGE}?page=2")
    assert "word 9199" in first
    assert "word 9200" not in first
    assert 'href="?page=2"' in first
    assert "word 9204" in second
    assert "word 9199" not in second


def test_the_file_has_all_of_them_whole_and_no_formula(tmp_path: Path, steward: Client) -> None:
    loaded(tmp_path, f"id,age\n{GOOD}{BAD}=1+1\n{'x' * 20_000}\n")
    answer = steward.get(f"{PAGE}rows.csv")
    content = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    rows = list(csv.DictReader(io.StringIO(content)))
    assert len(rows) == 207
    assert rows[0] == {
        "line": "201", "column": "", "value": "", "reason": "too-few-values",
        "explanation": "The row has fewer values than there are columns.", "row": "word 9000",
    }  # fmt: skip
    assert [row["row"] for row in rows[-2:]] == ["'=1+1", "x" * 20_000]


def test_the_api_goes_on_to_the_last_row_however_far_it_is(tmp_path: Path) -> None:
    version = loaded(tmp_path, f"id,age\n{GOOD}{BAD}")
    assert read_quarantine(asker=SYSTEM, version=version, limit=2, after=204)[0].raw == "word 9204"
    assert read_quarantine(asker=SYSTEM, version=version, limit=2, after=1 << 61) == []


def test_broken_lines_are_read_again_from_the_page(tmp_path: Path, steward: Client) -> None:
    loaded(tmp_path, f"id,age\n{GOOD}9000\n")
    assert "Read broken lines again" in text_of(steward, PAGE)
    assert steward.post(PAGE, {}).status_code == 422
    assert steward.post(PAGE, {"delimiter": "x"}).status_code == 422
    answer = steward.post(PAGE, {"may_be_short": "on"})
    assert answer.status_code == 302
    load = Load.objects.get(way="correct")
    assert load.correction.lines.may_be_short
    assert str(load.pk) in answer["Location"]


def test_rows_that_only_do_not_fit_are_not_offered_as_broken_lines(tmp_path: Path, steward: Client) -> None:
    loaded(tmp_path, f"id,age\n{GOOD}9000,word\n")
    assert "Read broken lines again" not in text_of(steward, PAGE)
