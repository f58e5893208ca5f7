"""Messages that come together are kept as if each had come alone, in its turn."""

from typing import Any

import pytest
from django.db import IntegrityError

from zenne.core.access.public import SYSTEM
from zenne.core.audit.public import AuditRecord
from zenne.mailroom.letters.actions import receive_messages as receiving
from zenne.mailroom.letters.actions.receive_messages import receive_messages
from zenne.mailroom.letters.arrivals import Received
from zenne.mailroom.letters.keeping import keep
from zenne.mailroom.letters.models import Letter, Message, Thread
from zenne.mailroom.letters.tests.builders import NOW, make_message, receive

pytestmark = pytest.mark.django_db
FIRST = make_message("Mijn vraag.\n", Message_ID="<1@example.org>")
ANSWER = make_message("Nog iets.\n", Message_ID="<2@example.org>", In_Reply_To="<1@example.org>", Subject="Anders")
SAME_SUBJECT = make_message("En nog iets.\n", Message_ID="<3@example.org>")
OTHER = make_message("Iets anders.\n", Message_ID="<4@example.org>", Subject="Fietsen", From="b@example.org")


def together(*raws: bytes) -> list[Received]:
    return receive_messages(asker=SYSTEM, raws=raws, now=NOW)


def test_a_letter_leads_those_after_it_to_its_conversation() -> None:
    first, answer, same_subject, other = together(FIRST, ANSWER, SAME_SUBJECT, OTHER)

    assert first.letter.thread == answer.letter.thread == same_subject.letter.thread != other.letter.thread
    assert Thread.objects.filter(state=Thread.State.OPEN, waiting_since=NOW).count() == 2


def test_an_answer_that_comes_before_what_it_answers_has_its_conversation_ready() -> None:
    answer, first = together(ANSWER, FIRST)

    assert answer.letter.thread == first.letter.thread
    assert Thread.objects.count() == 1


def test_letters_to_a_conversation_that_exists_find_it() -> None:
    thread = receive(FIRST).letter.thread

    assert {each.letter.thread for each in together(ANSWER, SAME_SUBJECT)} == {thread}


def test_the_same_bytes_are_kept_once_and_a_copy_beside_its_letter() -> None:
    copy = b"Received: by another way\n" + FIRST

    received = together(FIRST, FIRST, copy, copy)

    assert [(each.is_duplicate, each.is_new) for each in received] == [
        (False, True),
        (True, False),
        (True, True),
        (True, False),
    ]
    assert (Letter.objects.count(), Message.objects.count()) == (1, 2)
    assert AuditRecord.objects.filter(action="letters.receive").count() == 2


def test_two_messages_with_the_same_identifier_are_two_letters_in_two_conversations() -> None:
    other = make_message("Heel iets anders.\n", Message_ID="<1@example.org>", From="b@example.org", Subject="Fietsen")

    first, second = together(FIRST, other)

    assert first.letter.thread != second.letter.thread


def test_what_fails_keeps_none_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(**more: Any) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(receiving, "record", failing)
    with pytest.raises(OSError, match="disk"):
        together(FIRST, OTHER)

    assert not Letter.objects.exists()


def test_a_race_with_another_process_is_run_again(monkeypatch: pytest.MonkeyPatch) -> None:
    fails = [True, True]

    def racing(*arguments: Any, **more: Any) -> list[Received]:
        if fails and fails.pop():
            raise IntegrityError
        return keep(*arguments, **more)

    monkeypatch.setattr(receiving, "keep", racing)
    assert len(together(FIRST, OTHER)) == 2
    assert not fails


def test_many_messages_are_kept_with_few_statements(django_assert_max_num_queries: Any) -> None:
    raws = [
        make_message(f"Vraag {n}.\n", Message_ID=f"<{n}@x.org>", From=f"{n}@x.org", Subject=f"{n}") for n in range(20)
    ]
    together(OTHER)

    with django_assert_max_num_queries(25 + 4 * len(raws)):  # a job with its savepoint and a record
        together(*raws)
