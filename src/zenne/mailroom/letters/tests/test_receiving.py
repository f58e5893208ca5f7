"""Nothing lost, nothing twice, in the right conversation."""

from datetime import timedelta
from typing import Any

import pytest

from zenne.accounts.public import Person
from zenne.core.audit.public import AuditRecord
from zenne.core.personal_data.public import declarations
from zenne.mailroom.letters.models import Letter, Message
from zenne.mailroom.letters.reply_tokens import reply_address
from zenne.mailroom.letters.tests.builders import NOW, WORDS, make_message, receive

pytestmark = pytest.mark.django_db


def test_a_letter_is_kept_whole_with_what_it_says_and_its_deadline() -> None:
    raw = make_message()

    letter = receive(raw).letter

    assert (letter.kind, letter.sender, letter.subject, letter.text) == (
        "letter",
        "ann@example.org",
        "Mijn adres",
        WORDS,
    )
    assert letter.language == "nl"
    assert letter.deadline == NOW + timedelta(days=2)
    assert bytes(letter.messages.get().raw) == raw
    assert AuditRecord.objects.filter(action="letters.receive").count() == 1


@pytest.mark.parametrize("headers", [{}, {"Message-ID": None}, {"Message-ID": None, "Date": None}])
def test_the_same_bytes_are_kept_once(headers: dict[str, Any]) -> None:
    raw = make_message(**headers)

    received = [receive(raw), receive(raw.replace(b"\n", b"\r\n"))]

    assert [each.is_duplicate for each in received] == [False, True]
    assert (Letter.objects.count(), Message.objects.count()) == (1, 1)


def test_a_copy_by_another_way_is_joined_and_kept() -> None:
    first = receive(make_message(Received="from a"))
    second = receive(make_message(Received="from b"))

    assert second.is_duplicate
    assert second.letter == first.letter
    assert first.letter.messages.count() == 2


def test_a_forged_identifier_hides_no_letter() -> None:
    receive(make_message("Something else.\n"))

    assert not receive(make_message()).is_duplicate


def test_two_letters_with_the_same_words_and_neither_date_nor_identifier_are_two() -> None:
    bare: dict[str, Any] = {"Message-ID": None, "Date": None}
    receive(make_message(Received="from a; Monday", **bare))

    assert not receive(make_message(Received="from a; Tuesday", **bare)).is_duplicate


def test_an_answer_joins_its_conversation_whichever_comes_first() -> None:
    answer = receive(make_message("Ja.\n", Message_ID="<two@example.org>", In_Reply_To="<one@example.org>"))

    assert receive(make_message()).letter.thread == answer.letter.thread


def test_letters_of_strangers_whose_programs_give_all_messages_one_identifier_stay_apart() -> None:
    first = receive(make_message()).letter
    other = receive(make_message("Iets anders.\n", From="bob@example.org")).letter
    again = receive(make_message("Nog iets.\n")).letter

    assert other.thread != first.thread
    assert again.thread == first.thread


def test_a_letter_that_comes_after_its_answer_lets_no_third_one_in() -> None:
    answer = receive(make_message("Ja.\n", Message_ID="<two@example.org>", In_Reply_To="<one@example.org>")).letter
    letter = receive(make_message()).letter
    other = receive(make_message("Iets anders.\n", From="bob@example.org")).letter

    assert letter.thread == answer.thread != other.thread


def test_without_references_the_same_sender_and_subject_join_for_thirty_days() -> None:
    first = receive(make_message()).letter
    soon = make_message("Nog iets.\n", Message_ID="<2@example.org>", Subject="RE: mijn adres")
    other = make_message("Nog iets.\n", Message_ID="<3@example.org>", From="bob@example.org")
    late = make_message("Weer iets.\n", Message_ID="<4@example.org>")

    assert receive(soon).letter.thread == first.thread
    assert receive(other).letter.thread != first.thread
    assert receive(late, NOW + timedelta(days=31)).letter.thread != first.thread


def test_what_is_no_letter_has_no_deadline() -> None:
    assert receive(make_message(Auto_Submitted="auto-replied")).letter.deadline is None


@pytest.mark.parametrize(
    "raw", [b"", b"\x00\xff", b"From: \xff\xfe <a@b>\n\n\x00", b"Subject: =?utf-8?b?!?=\n\nx", b"A" * 100_000]
)
def test_whatever_comes_is_kept(raw: bytes) -> None:
    assert bytes(receive(raw).letter.messages.get().raw) == raw


def test_an_account_leads_to_its_letters_and_erasing_them_takes_their_bytes() -> None:
    person = Person.objects.create(email="Ann@example.org")
    receive(make_message())
    receive(make_message("Iets anders.\n", From="bob@example.org", Message_ID="<2@example.org>"))
    [declaration] = [each for each in declarations() if each.model is Letter]
    rows = declaration.subject.rows_of(person.key)
    assert rows is not None

    Letter.objects.filter(rows).delete()

    assert [each.sender for each in Letter.objects.all()] == ["bob@example.org"]
    assert Message.objects.count() == 1


def test_a_token_in_the_reply_address_leads_to_the_conversation_and_a_forged_one_does_not() -> None:
    thread = receive(make_message()).letter.thread
    address = reply_address(thread.uuid, address="stad@example.com")
    last = address.index("@") - 1
    forged = f"{address[:last]}{'a' if address[last] == 'b' else 'b'}{address[last + 1 :]}"

    def answer(to: str, number: str) -> Letter:
        sent = make_message(f"{number}\n", To=to, Message_ID=f"<{number}@example.net>", From=f"{number}@example.net")
        return receive(sent).letter

    assert answer(address.upper(), "ja").thread == thread
    assert answer(forged, "nee").thread != thread
