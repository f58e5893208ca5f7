"""``zenne mail``: one line for each message, whatever it is."""

import io
import json
import mailbox
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from zenne.mailroom.desk.command_line import ingest
from zenne.mailroom.letters.conversations import due
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import make_message, make_service
from zenne.mailroom.routing.public import Guess, Routing

FIELDS = {
    "source", "stored", "duplicate", "kind", "from", "subject", "text", "language", "languages", "thread", "service",
    "confidence", "deadline", "attachments",
}  # fmt: skip


def said(*arguments: str) -> str:
    out = io.StringIO()
    call_command("mail", *arguments, stdout=out)
    return out.getvalue()


def ingested(*paths: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in said("ingest", *map(str, paths)).splitlines()]


@pytest.mark.django_db
def test_files_folders_and_mbox_files_are_taken_in_once(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(make_message())
    (tmp_path / "empty.eml").touch()
    box = mailbox.mbox(tmp_path / "box.mbox")
    box.add(make_message("From the start.\n\nFrom here on.\n", Message_ID="<two@example.org>"))
    box.add(make_message())
    box.close()

    lines = ingested(tmp_path)

    assert [set(line) for line in lines] == [FIELDS] * 4
    assert [Path(line["source"]).name for line in lines] == ["box.mbox#1", "box.mbox#2", "empty.eml", "one.eml"]
    assert [line["duplicate"] for line in lines] == [False, False, False, True]
    assert lines[0]["text"].startswith("From the start.\n\nFrom here on.")
    assert all(line["duplicate"] for line in ingested(tmp_path))


@pytest.mark.django_db
@pytest.mark.parametrize("surely", [True, False])
def test_the_deadline_is_that_of_the_service_to_which_a_letter_goes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, surely: bool
) -> None:
    service = make_service("passport", answer_within="PT2H")
    found = Routing("passport" if surely else None, 0.99, (Guess("passport", 0.99, ()),))
    monkeypatch.setattr(ingest, "route", lambda **_: found)
    (tmp_path / "one.eml").write_bytes(make_message())

    line = ingested(tmp_path)[0]

    received = Letter.objects.get().received_at
    due_at = due(received, service=service if surely else None)
    assert due_at is not None
    assert datetime.fromisoformat(line["deadline"]) == due_at
    assert (due(received, service=service) == due(received)) is False


@pytest.mark.django_db
def test_a_path_that_is_not_there_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(make_message())

    lines = ingested(tmp_path / "nothing", tmp_path / "one.eml")

    assert [line["stored"] for line in lines] == [False, True]


def test_a_reply_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Ja, graag.\r\n\r\n> oud\xff".encode("latin-1"))))

    assert said("split") == "Ja, graag.\n"


@pytest.mark.django_db
def test_a_deadline_is_two_working_days_later() -> None:
    answer = json.loads(said("deadline", "--received", "2026-12-04T16:00:00+01:00"))

    assert answer["deadline"] == "2026-12-08T16:00:00+01:00"


@pytest.mark.django_db
def test_the_deadline_of_a_service_with_a_target_of_its_own_is_sooner() -> None:
    make_service("lost-documents", answer_within="P1D")

    answer = json.loads(said("deadline", "--received", "2026-12-03T16:00:00+01:00", "--service", "lost-documents"))

    assert answer["deadline"] == "2026-12-04T16:00:00+01:00"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "more", [["--received", "tomorrow"], ["--received", "2026-12-04T16:00", "--service", "nothing"]]
)
def test_what_gives_no_deadline_is_said_in_a_sentence(more: list[str]) -> None:
    with pytest.raises(CommandError, match=r"write a date|no service"):
        said("deadline", *more)
