"""What comes with a letter is looked at by the virus scanner, and no letter waits for it."""

from pathlib import Path
from typing import Any

import pytest
from django.core.checks import run_checks
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.personal_data.public import declarations
from zenne.mailroom.letters import scanning
from zenne.mailroom.letters.checks import INSTALLATION
from zenne.mailroom.letters.models import Attachment, Letter, Message, Thread
from zenne.mailroom.letters.scanning import NotScanned, is_there, lock_of, scan
from zenne.mailroom.letters.tasks import scan_files, scan_waiting
from zenne.mailroom.letters.tests.builders import message_with, receive
from zenne.mailroom.letters.tests.clamd import LARGEST_BYTES, MARK, clamd
from zenne.mailroom.rules.clamd import Scanned, address_of, chunks, scanned

pytestmark = pytest.mark.django_db
Scan = Attachment.Scan
NOBODY = "tcp://127.0.0.1:1"


def a_letter_with(*files: bytes, identifier: str = "<one@example.org>") -> Letter:
    return receive(message_with(*files, Message_ID=identifier)).letter


def scans(letter: Letter) -> list[tuple[str, str]]:
    return [(each.scan, each.scan_found) for each in letter.attachments.order_by("position")]


@pytest.mark.parametrize("on_path", [False, True])
def test_a_file_is_looked_at_whole_over_either_kind_of_socket(settings: Any, tmp_path: Path, on_path: bool) -> None:
    content = bytes(range(256)) * 600
    with clamd(tmp_path / "clamd.ctl" if on_path else None) as (scanner, settings.CLAMD):
        assert is_there()
        assert scan(content) == Scanned()
        assert scan(b"a" + MARK) == Scanned(found="Eicar-Signature")
        assert scan(b"") == Scanned()
    assert scanner.asked[0] == content


def test_what_is_found_is_kept_and_locked_and_the_rest_served(settings: Any) -> None:
    with clamd() as (_, settings.CLAMD):
        letter = a_letter_with(b"good", MARK)
        assert scans(letter) == [("waiting", ""), ("waiting", "")]
        assert scan_files.func(letter=letter.pk) == 2

    assert scans(letter) == [("clean", ""), ("found", "Eicar-Signature")]
    assert [lock_of(each) for each in letter.attachments.order_by("position")] == [Scan.NONE, Scan.FOUND]
    assert MARK in bytes(Message.objects.get(letter=letter).raw) or b"RUlDQVI" in bytes(letter.messages.get().raw)
    settings.CLAMD = ""
    assert lock_of(letter.attachments.get(position=1)) is Scan.FOUND


def test_a_file_that_is_too_large_for_the_scanner_is_locked(settings: Any) -> None:
    with clamd() as (_, settings.CLAMD):
        letter = a_letter_with(b"x" * (LARGEST_BYTES + 1))
        scan_files.func(letter=letter.pk)

    assert scans(letter) == [("refused", "")]
    assert lock_of(letter.attachments.get()) is Scan.REFUSED


def test_no_letter_waits_for_a_scanner_that_is_gone_and_its_file_is_scanned_later(settings: Any) -> None:
    settings.CLAMD = NOBODY
    letter = a_letter_with(b"good")

    assert scan_files.func(letter=letter.pk) == 0
    assert letter.thread.state == Thread.State.OPEN
    assert lock_of(letter.attachments.get()) is Scan.WAITING
    with clamd() as (_, settings.CLAMD):
        assert scan_waiting.func() == 1
        assert scan_waiting.func() == 0
    assert scans(letter) == [("clean", "")]


@pytest.mark.parametrize("what", [{"hangs_up": True}, {"is_slow": True}, {"says": b"yes\0"}, {"says": b"\xff" * 9_000}])
def test_a_scanner_that_gives_no_answer_makes_nothing_clean(
    settings: Any, monkeypatch: pytest.MonkeyPatch, what: dict[str, Any]
) -> None:
    monkeypatch.setattr(scanning, "SECONDS_OF_PATIENCE", 0.2)
    with clamd(**what) as (_, settings.CLAMD):
        letter = a_letter_with(b"good")
        assert scan_files.func(letter=letter.pk) == 0
        with pytest.raises(NotScanned):
            scan(b"good")
    assert scans(letter) == [("waiting", "")]


def test_what_came_before_there_was_a_scanner_is_looked_at_too(settings: Any) -> None:
    settings.CLAMD = ""
    letter = a_letter_with(b"good")
    assert lock_of(letter.attachments.get()) is Scan.NONE

    with clamd() as (_, settings.CLAMD):
        assert lock_of(letter.attachments.get()) is Scan.WAITING
        assert scan_waiting.func() == 1
        assert lock_of(letter.attachments.get()) is Scan.NONE


def test_one_letter_without_an_answer_does_not_hold_up_the_others(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clamd() as (_, settings.CLAMD):
        letters = [a_letter_with(text, identifier=f"<{text.decode()}@b.be>") for text in (b"good", b"slow")]
        usual = scanning.scan

        def slow(content: bytes) -> Scanned:
            if content.strip() == b"slow":
                raise NotScanned
            return usual(content)

        monkeypatch.setattr("zenne.mailroom.letters.actions.scan_letter.scan", slow)
        assert scan_waiting.func() == 1
    assert [scans(each)[0][0] for each in letters] == ["clean", "waiting"]


def test_a_copy_of_the_own_data_does_not_hold_what_was_found(settings: Any) -> None:
    with clamd() as (_, settings.CLAMD):
        letter = a_letter_with(MARK)
        scan_files.func(letter=letter.pk)
    declared = next(each for each in declarations() if each.model_class is Message)
    assert declared.file is not None

    name, content = declared.file(letter.messages.get())

    assert name.endswith(".txt")
    assert MARK not in content
    assert b"RUlDQVI" not in content


def problems() -> str:
    return " ".join(str(each.msg) for each in run_checks(tags=[INSTALLATION], include_deployment_checks=True))


def test_the_check_says_whether_the_scanner_answers(settings: Any) -> None:
    with clamd() as (_, settings.CLAMD):
        assert problems() == ""
    with clamd(says=b"HTTP/1.1 400 Bad Request\0") as (_, settings.CLAMD):
        assert "is no clamd" in problems()
    settings.CLAMD = NOBODY
    assert "nobody answers at tcp://127.0.0.1:1" in problems()
    settings.CLAMD = ""
    assert problems() == ""


@given(st.binary(max_size=300_000))
def test_pieces_and_their_lengths_are_the_file(content: bytes) -> None:
    sent, found = b"".join(chunks(content)), b""
    while length := int.from_bytes(sent[:4], "big"):
        found, sent = found + sent[4 : 4 + length], sent[4 + length :]
    assert found == content
    assert sent == b"\0\0\0\0"


@given(st.binary(max_size=200))
def test_only_the_word_of_the_scanner_makes_a_file_clean(answer: bytes) -> None:
    found = scanned(answer)
    assert found != Scanned() or answer.split(b"\0")[0].strip() == b"stream: OK"


@pytest.mark.parametrize(
    "wrong", ["clamd", "tcp://host", "tcp://:3310", "tcp://host:0", "tcp://host:99999", "http://a:1"]
)
def test_an_address_of_another_form_is_none(wrong: str) -> None:
    with pytest.raises(ValueError, match="must have the form"):
        address_of(wrong)


def test_addresses_of_both_kinds_are_read() -> None:
    assert address_of("unix:/run/clamav/clamd.ctl") == "/run/clamav/clamd.ctl"
    assert address_of("tcp://[::1]:3310") == ("::1", 3310)
