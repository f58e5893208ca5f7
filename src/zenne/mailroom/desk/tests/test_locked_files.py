"""A file in which the virus scanner found something, or that it has not looked at, is shown and never served."""

from typing import Any

import pytest

from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.models import Attachment, Letter
from zenne.mailroom.letters.tests.builders import message_with, receive

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(settings: Any) -> Letter:
    settings.CLAMD = "tcp://127.0.0.1:1"
    return receive(message_with(b"good", b"other")).letter


def say(letter: Letter, *verdicts: str) -> None:
    for position, verdict in enumerate(verdicts):
        letter.attachments.filter(position=position).update(
            scan=verdict, scan_found="Eicar" if verdict == "found" else ""
        )


@pytest.mark.parametrize(
    ("scan", "said"),
    [
        ("found", "The virus scanner found something in this file."),
        ("refused", "because it is too large"),
        ("waiting", "has not looked at this file yet"),
    ],
)
def test_a_locked_file_is_not_served_nor_the_message_that_holds_it(letter: Letter, scan: str, said: str) -> None:
    say(letter, "clean", scan)
    browser = in_team("Jonas")
    paths = [f"/en/staff/letters/file/{letter.uuid}/{position}/" for position in (0, 1)]

    answers = [browser.get(path) for path in (*paths, f"/en/staff/letters/raw/{letter.uuid}/")]

    assert [each.status_code for each in answers] == [200, 423, 423]
    assert answers[0].content == b"good"
    assert said in answers[1].content.decode()
    assert b"other" not in answers[1].content


def test_the_team_sees_why_with_the_letter(letter: Letter) -> None:
    say(letter, "waiting", "found")

    page = in_team("Jonas").get(f"/en/staff/letters/{letter.thread.uuid}/").content.decode()

    assert "Not scanned for viruses yet." in page
    assert "“Eicar”" in page
    assert f"/file/{letter.uuid}/1/" not in page


def test_without_a_scanner_files_are_served(settings: Any, letter: Letter) -> None:
    settings.CLAMD = ""
    Attachment.objects.update(scan="")

    assert in_team("Jonas").get(f"/en/staff/letters/file/{letter.uuid}/1/").content == b"other"
