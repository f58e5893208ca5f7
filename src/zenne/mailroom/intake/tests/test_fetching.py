"""A real IMAP server: what lies in its mailbox is taken in once, and nothing is lost."""

import json
from collections.abc import Iterator
from io import StringIO
from threading import Timer
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from zenne.mailroom.intake import imap, tasks
from zenne.mailroom.intake.actions import watch_mailbox as watching
from zenne.mailroom.intake.actions.fetch_mailbox import Fetched, fetch_mailbox
from zenne.mailroom.intake.actions.watch_mailbox import watch_mailbox
from zenne.mailroom.intake.errors import MailboxFailed
from zenne.mailroom.intake.imap import OpenMailbox, opened
from zenne.mailroom.intake.tests.dovecot import Dovecot, dovecot
from zenne.mailroom.letters.actions import receive_messages
from zenne.mailroom.letters.arrivals import arrival_of
from zenne.mailroom.letters.models import Letter, Message
from zenne.mailroom.letters.tests.builders import NOW, make_message

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LETTERS = [make_message(f"Vraag {number}.\n", Message_ID=f"<{number}@example.org>") for number in range(3)]
WITHOUT_NUMBER = make_message("Zonder nummer.\n", Message_ID=None)


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot() as running:
        yield running


@pytest.fixture
def mailbox(server: Dovecot) -> dict[str, Any]:
    """An empty mailbox."""
    server.empty()
    return server.mailbox()


def test_each_message_is_taken_in_once(server: Dovecot, mailbox: dict[str, Any]) -> None:
    server.put(*LETTERS, WITHOUT_NUMBER)

    first = fetch_mailbox(mailbox=mailbox, now=NOW)
    second = fetch_mailbox(mailbox=mailbox, now=NOW)

    assert (first, second) == (Fetched(taken_in=4), Fetched())
    assert Letter.objects.count() == 4


def test_what_a_person_has_read_in_the_mailbox_is_taken_in_too(server: Dovecot, mailbox: dict[str, Any]) -> None:
    server.put(LETTERS[0])
    with server.client() as client:
        client.select("INBOX")
        client.store("1", "+FLAGS", r"(\Seen)")

    assert fetch_mailbox(mailbox=mailbox, now=NOW).taken_in == 1


def test_a_server_that_numbers_anew_gives_copies_that_are_kept_once(server: Dovecot, mailbox: dict[str, Any]) -> None:
    server.put(*LETTERS, WITHOUT_NUMBER)
    fetch_mailbox(mailbox=mailbox, now=NOW)
    server.number_anew()

    assert fetch_mailbox(mailbox=mailbox, now=NOW) == Fetched(copies=4)
    assert (Letter.objects.count(), Message.objects.count()) == (4, 4)


def test_what_dies_between_keeping_and_telling_the_server_is_kept_once(
    server: Dovecot, mailbox: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(*LETTERS)

    def die(box: OpenMailbox, numbers: list[bytes]) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(OpenMailbox, "tell_taken_in", die)
        with pytest.raises(KeyboardInterrupt):
            fetch_mailbox(mailbox=mailbox, now=NOW)

    assert Letter.objects.count() == 3
    assert fetch_mailbox(mailbox=mailbox, now=NOW) == Fetched(copies=3)


def test_a_message_that_cannot_be_kept_now_stays_and_holds_up_no_other(
    server: Dovecot, mailbox: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(*LETTERS)

    def failing(raw: bytes) -> object:
        if b"Vraag 1." in raw:
            raise OSError("the disk is full")
        return arrival_of(raw)

    with monkeypatch.context() as patch:
        patch.setattr(receive_messages, "arrival_of", failing)
        assert fetch_mailbox(mailbox=mailbox, now=NOW) == Fetched(taken_in=2, left=1)

    assert fetch_mailbox(mailbox=mailbox, now=NOW) == Fetched(taken_in=1)


def test_a_large_message_is_fetched_alone_and_one_that_vanished_meanwhile_holds_up_no_other(
    server: Dovecot, mailbox: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(*LETTERS)
    monkeypatch.setattr(imap, "LARGEST_BYTES_AT_ONCE", 2 * len(LETTERS[0]) - 1)

    with opened(mailbox) as box:
        numbers = box.waiting()
        assert list(box.portions(numbers)) == [[number] for number in numbers]
        assert list(box.messages([*numbers, b"999999"])) == numbers


def test_what_was_taken_in_is_moved_when_the_settings_say_so(server: Dovecot, mailbox: dict[str, Any]) -> None:
    server.put(*LETTERS)
    with server.client() as client:
        client.create("Done")

    fetch_mailbox(mailbox=mailbox | {"move_to": "Done"}, now=NOW)

    with server.client() as client:
        assert client.select("INBOX")[1] == [b"0"]
        assert client.select("Done")[1] == [b"3"]


@pytest.mark.parametrize(
    ("wrong", "code"),
    [({"password": "other"}, "no-entry"), ({"folder": "Nothing"}, "no-such-folder"), ({"port": 1}, "broke-off")],
)
def test_a_mailbox_that_cannot_be_opened_says_why(mailbox: dict[str, Any], wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(MailboxFailed, match=code), opened(mailbox | wrong):
        pass


def test_the_command_reads_all_mailboxes_and_says_which_failed(
    server: Dovecot, mailbox: dict[str, Any], settings: Any
) -> None:
    server.put(LETTERS[0])
    settings.MAILBOXES = [mailbox | {"name": "broken", "password": "other"}, mailbox]
    out = StringIO()

    with pytest.raises(CommandError, match="broken"):
        call_command("mail", "fetch", stdout=out)

    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        {"mailbox": "broken", "error": "no-entry"},
        {"mailbox": "city", "letters": 1, "copies": 0, "left": 0},
    ]


def test_the_work_of_each_minute_goes_on_when_one_mailbox_fails(
    server: Dovecot, mailbox: dict[str, Any], settings: Any
) -> None:
    server.put(LETTERS[0])
    settings.MAILBOXES = [mailbox | {"password": "other"}, mailbox]

    assert tasks.fetch_mail.func() == 1

    settings.MAILBOXES = [mailbox | {"password": "other"}]
    with pytest.raises(MailboxFailed, match="none-read"):
        tasks.fetch_mail.func()


class Enough(Exception):
    """The test has seen what it wanted to see."""


def test_whoever_waits_takes_in_each_message_as_it_comes(server: Dovecot, mailbox: dict[str, Any]) -> None:
    heard: list[Fetched] = []

    def told(fetched: Fetched) -> None:
        heard.append(fetched)
        if len(heard) == 3:
            raise Enough
        if len(heard) == 1:
            server.put(LETTERS[0])  # after the look, before the wait
        else:
            Timer(0.2, server.put, [LETTERS[1]]).start()

    with pytest.raises(Enough):
        watch_mailbox(mailbox=mailbox, told=told)

    assert heard == [Fetched(), Fetched(taken_in=1), Fetched(taken_in=1)]
    assert Letter.objects.count() == 2


def test_a_server_that_says_nothing_for_long_is_asked_anew(
    server: Dovecot, mailbox: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(LETTERS[0])
    heard: list[Fetched] = []
    with monkeypatch.context() as patch:
        patch.setattr(watching, "LONGEST_SILENCE", 0.1)
        assert watch_mailbox(mailbox=mailbox, told=heard.append)

    assert heard == [Fetched(taken_in=1)]
    assert fetch_mailbox(mailbox=mailbox, now=NOW) == Fetched()


def test_a_server_that_does_not_tell_what_comes_is_read_once_and_said_so(
    server: Dovecot, mailbox: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    server.put(LETTERS[0])
    heard: list[Fetched] = []
    with monkeypatch.context() as patch:
        patch.setattr(OpenMailbox, "tells_what_comes", False)
        assert not watch_mailbox(mailbox=mailbox, told=heard.append)

    assert heard == [Fetched(taken_in=1)]
