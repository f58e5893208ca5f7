"""A letter that asks two things gets two answers, each with its own clock, and one message about that."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from zenne.core.access.public import Asker
from zenne.core.audit.public import AuditRecord
from zenne.core.outbox.public import Message
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.actions.hold_letter import hold_letter
from zenne.mailroom.answers.actions.save_answer import Wording
from zenne.mailroom.answers.actions.send_answer import send_answer
from zenne.mailroom.answers.actions.split_letter import LONGEST_QUESTION, SecondQuestion, split_letter
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Promise
from zenne.mailroom.answers.tests.builders import (
    ANSWER,
    a_letter,
    acknowledged,
    answered,
    make_colleague,
    message_of,
    thread_of,
)
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import NOW, make_message, make_service, receive

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)
PARKING = SecondQuestion("Mijn parkeerkaart", service="parking")
DIVIDED = "answers/mail/divided.html"


def split(letter: Letter, asker: Asker, second: SecondQuestion = PARKING, *, now: datetime = LATER) -> Thread:
    return split_letter(asker=asker, letter=letter.uuid, second=second, now=now)


def refusal_of(letter: Letter, asker: Asker, second: SecondQuestion) -> str:
    with pytest.raises(AnswerRefused) as refused:
        split(letter, asker, second)
    return refused.value.code


def a_reply(letter: Letter, *, now: datetime = LATER) -> Letter:
    """A further letter in the same conversation."""
    raw = make_message("En mijn parkeerkaart?\n", In_Reply_To="<one@example.org>", Message_ID="<two@example.org>")
    return receive(raw, now).letter


def test_the_second_question_has_its_own_team_service_and_clock_from_when_the_letter_came() -> None:
    letter, jonas = a_letter(), make_colleague()
    parking = make_service("parking", owner="mobility", answer_within="PT4H")
    make_colleague("Mo", team="mobility")

    second = split(letter, jonas, now=NOW + timedelta(days=3))

    assert (second.service, second.team and second.team.key) == (parking, "mobility")
    assert (second.waiting_since, second.deadline) == (NOW, datetime(2026, 12, 7, 13, tzinfo=UTC))
    assert thread_of(letter).deadline == letter.thread.deadline
    assert second.letters.get().text == letter.text


def test_the_writer_gets_one_message_that_names_the_second_question_and_no_other_acknowledgement() -> None:
    letter, jonas = a_letter(), make_colleague()
    make_service("parking", owner="mobility")
    acknowledged(letter)

    second = split(letter, jonas)

    told = Message.objects.get(kind=DIVIDED)
    assert "Mijn parkeerkaart" in told.subject
    assert "Parking" in told.text
    assert not acknowledge_letter(second.uuid, now=LATER)
    assert Message.objects.count() == 2


def test_whoever_has_not_heard_of_us_yet_hears_of_both_questions_in_one_message() -> None:
    letter, jonas = a_letter(), make_colleague()
    make_service("parking")

    split(letter, jonas)

    assert not acknowledge_letter(letter.thread.uuid, now=LATER)
    assert Message.objects.get().kind == DIVIDED


def test_a_day_that_was_named_holds_for_both_questions() -> None:
    letter, jonas = a_letter(), make_colleague()
    make_service("parking")
    Thread.objects.filter(pk=letter.thread_id).update(promised_on=date(2026, 12, 11))

    second = split(letter, jonas)

    assert second.promised_on == date(2026, 12, 11)
    assert Promise.objects.get(thread=second).day == date(2026, 12, 11)


def test_an_answer_to_the_second_question_hangs_on_the_letter_and_a_reply_to_it_comes_to_that_question() -> None:
    letter, jonas = a_letter(), make_colleague()
    second = split(letter, jonas, SecondQuestion("Mijn parkeerkaart"))

    sent = message_of(answered(second.letters.get(), jonas, now=LATER))

    assert sent.subject == "Re: Mijn parkeerkaart"
    assert sent.conversation["answers"] == ["one@example.org"]
    assert thread_of(letter).state == Thread.State.OPEN
    assert Thread.objects.get(pk=second.pk).state == Thread.State.ANSWERED


def test_the_same_second_question_is_asked_once() -> None:
    letter, jonas = a_letter(), make_colleague()
    split(letter, jonas, SecondQuestion("Mijn parkeerkaart"))

    assert refusal_of(letter, jonas, SecondQuestion("mijn  Parkeerkaart")) == "divided"
    assert split(letter, jonas, SecondQuestion("Een derde vraag")).letters.get().copy_of == letter


def test_a_letter_that_comes_again_is_still_one() -> None:
    letter, jonas = a_letter(), make_colleague()
    split(letter, jonas, SecondQuestion("Mijn parkeerkaart"))

    again = receive(make_message("Goedendag, hoe wijzig ik mijn adres?\n"), LATER)

    assert again.is_duplicate
    assert again.letter == letter


def test_a_letter_that_is_taken_out_takes_its_clock_and_its_replies_along() -> None:
    letter, jonas = a_letter(), make_colleague()
    reply = a_reply(letter)

    second = split(reply, jonas, SecondQuestion("Mijn parkeerkaart", takes_letter=True))

    assert (second.waiting_since, Letter.objects.get(pk=reply.pk).thread) == (LATER, second)
    assert (thread_of(letter).waiting_since, thread_of(letter).deadline) == (NOW, letter.thread.deadline)
    raw = make_message("Dank.\n", In_Reply_To="<two@example.org>", Message_ID="<three@example.org>")
    assert receive(raw, LATER).letter.thread == second


def test_the_clock_of_what_is_left_runs_by_the_next_letter_that_waits() -> None:
    letter, jonas = a_letter(), make_colleague()
    reply = a_reply(letter)

    split(letter, jonas, SecondQuestion("Mijn adres", takes_letter=True))

    assert (thread_of(reply).waiting_since, thread_of(reply).deadline) == (LATER, reply.deadline)


@pytest.mark.parametrize(("asks_back", "state"), [(False, Thread.State.ANSWERED), (True, Thread.State.WAITING)])
def test_where_nothing_waits_any_more_the_conversation_is_what_it_was_before(*, asks_back: bool, state: str) -> None:
    letter, jonas = a_letter(), make_colleague()
    answered(letter, jonas, Wording("Kom langs.", "nl", "Jonas", asks_back))
    reply = a_reply(letter)

    split(reply, jonas, SecondQuestion("Mijn parkeerkaart", takes_letter=True))

    assert (thread_of(letter).state, thread_of(letter).deadline) == (state, None)


def test_the_only_letter_of_a_conversation_is_not_taken_out_of_it() -> None:
    letter, jonas = a_letter(), make_colleague()

    assert refusal_of(letter, jonas, SecondQuestion("Mijn adres", takes_letter=True)) == "only-letter"
    assert Thread.objects.count() == 1


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (SecondQuestion("  "), "no-question"),
        (SecondQuestion("x" * (LONGEST_QUESTION + 1)), "question-too-long"),
        (SecondQuestion("Parkeren", service="gone"), "unknown-service"),
        (SecondQuestion("Parkeren", team="gone"), "unknown-team"),
    ],
)
def test_what_cannot_be_is_refused_and_changes_nothing(second: SecondQuestion, code: str) -> None:
    letter, jonas = a_letter(), make_colleague()

    assert refusal_of(letter, jonas, second) == code
    assert Thread.objects.count() == 1
    assert not Message.objects.exists()


def test_what_somebody_else_answers_or_what_is_leaving_stays_whole() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    hold_letter(asker=sofia, thread=letter.thread.uuid, now=LATER)
    assert refusal_of(letter, jonas, SecondQuestion("Parkeren")) == "held"

    send_answer(asker=sofia, thread=letter.thread.uuid, wording=ANSWER, now=LATER)
    assert refusal_of(letter, sofia, SecondQuestion("Parkeren")) == "leaving"


def test_letters_of_others_and_letters_that_are_none_do_not_exist() -> None:
    letter, mo = a_letter(), make_colleague("Mo", team="mobility")

    assert refusal_of(letter, mo, SecondQuestion("Parkeren")) == "unknown-letter"
    with pytest.raises(AnswerRefused, match="unknown-letter"):
        split_letter(asker=mo, letter=uuid4(), second=SecondQuestion("Parkeren"), now=LATER)


def test_the_record_names_both_conversations() -> None:
    letter, jonas = a_letter(), make_colleague()

    second = split(letter, jonas, SecondQuestion("Parkeren"))

    record = AuditRecord.objects.get(action="letters.split")
    assert (record.thing, record.details) == (f"thread:{letter.thread.uuid}", {"into": str(second.uuid)})
