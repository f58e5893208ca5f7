"""An answer that is sent hangs on the letter, can be taken back, stops the clock, and is written by one at a time."""

from datetime import timedelta

import pytest

from zenne.accounts.public import Team
from zenne.core.access.public import NOBODY, SignInNeeded
from zenne.core.audit.public import AuditRecord
from zenne.core.outbox.public import Message, message_id
from zenne.core.personal_data.public import declarations
from zenne.mailroom.answers.actions.close_letter import close_letter
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.hold_letter import hold_letter
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER, Wording, save_answer
from zenne.mailroom.answers.actions.send_answer import send_answer
from zenne.mailroom.answers.actions.take_answer_back import take_answer_back
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.tasks import acknowledge
from zenne.mailroom.answers.tests.builders import (
    ANSWER,
    HALF_A_MINUTE,
    a_letter,
    answered,
    make_colleague,
    message_of,
    thread_of,
)
from zenne.mailroom.letters.models import Thread
from zenne.mailroom.letters.tests.builders import NOW, make_message, make_service, receive

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def test_an_answer_leaves_with_what_it_answers_and_stops_the_clock() -> None:
    letter = a_letter()

    answer = answered(letter, make_colleague())

    message = message_of(answer)
    assert (message.receiver, message.subject) == ("ann@example.org", "Re: Mijn adres")
    assert message.text.startswith("Kom langs.\n\nTot dan.\n\nJonas\n")
    assert message.conversation["answers"] == ["one@example.org"]
    assert message.conversation["by_person"]
    thread = thread_of(letter)
    assert (thread.state, thread.deadline, thread.waiting_since) == (Thread.State.ANSWERED, None, None)


def test_a_reply_comes_back_into_the_conversation_and_opens_it_again() -> None:
    letter = a_letter()
    answer = answered(letter, make_colleague())
    sent = message_of(answer)
    reply = make_message(
        "En daarna?\n", Message_ID="<9@other.example>", In_Reply_To=f"<{message_id(sent)}>", Subject="x"
    )

    received = receive(reply, LATER).letter

    assert received.thread == letter.thread
    assert (thread_of(letter).state, thread_of(letter).waiting_since) == (Thread.State.OPEN, LATER)


def test_what_is_taken_back_in_time_never_leaves() -> None:
    letter, colleague = a_letter(), make_colleague()
    answer = send_answer(asker=colleague, thread=letter.thread.uuid, wording=ANSWER, now=NOW)

    assert not dispatch_answer(answer.uuid, now=NOW + timedelta(seconds=5))
    take_answer_back(asker=colleague, thread=letter.thread.uuid, now=NOW)

    assert not dispatch_answer(answer.uuid, now=NOW + HALF_A_MINUTE)
    assert not Message.objects.exists()
    assert Answer.objects.get().state == Answer.State.DRAFT


def test_it_leaves_once_and_then_cannot_be_taken_back() -> None:
    letter, colleague = a_letter(), make_colleague()
    answer = answered(letter, colleague)

    assert not dispatch_answer(answer.uuid, now=LATER)
    with pytest.raises(AnswerRefused, match="left"):
        take_answer_back(asker=colleague, thread=letter.thread.uuid, now=LATER)
    assert Message.objects.count() == 1


def test_a_question_to_the_writer_stops_the_clock_until_they_answer() -> None:
    letter = a_letter()

    answer = answered(letter, make_colleague(), Wording("Welk adres?", "nl", "Jonas", asks_back=True))

    assert thread_of(letter).state == Thread.State.WAITING
    assert "tot dan wachten we" in message_of(answer).text
    receive(make_message("Dit.\n", Message_ID="<8@example.org>", In_Reply_To="<one@example.org>"), LATER)
    assert thread_of(letter).state == Thread.State.OPEN


def test_a_letter_that_comes_while_the_answer_leaves_still_waits() -> None:
    letter = a_letter()
    answer = send_answer(asker=make_colleague(), thread=letter.thread.uuid, wording=ANSWER, now=NOW)
    seconds_later = NOW + timedelta(seconds=10)
    receive(make_message("Nog iets.\n", Message_ID="<7@example.org>", In_Reply_To="<one@example.org>"), seconds_later)

    dispatch_answer(answer.uuid, now=NOW + HALF_A_MINUTE)

    assert (thread_of(letter).state, thread_of(letter).waiting_since) == (Thread.State.OPEN, seconds_later)


def test_two_people_do_not_write_unknowingly_and_nothing_is_lost() -> None:
    letter, jonas, sofia = a_letter(), make_colleague("Jonas"), make_colleague("Sofia")
    thread = letter.thread.uuid
    hold_letter(asker=jonas, thread=thread, now=NOW)

    with pytest.raises(AnswerRefused, match="held") as raised:
        hold_letter(asker=sofia, thread=thread, now=NOW)
    assert raised.value.name == "Jonas"
    for refused in (save_answer, send_answer):
        with pytest.raises(AnswerRefused, match="held"):
            refused(asker=sofia, thread=thread, wording=ANSWER, now=NOW)

    save_answer(asker=jonas, thread=thread, wording=ANSWER, now=NOW)
    hold_letter(asker=sofia, thread=thread, now=NOW, takes_over=True)
    assert Answer.objects.get().text == ANSWER.text
    with pytest.raises(AnswerRefused, match="held"):
        save_answer(asker=jonas, thread=thread, wording=ANSWER, now=NOW)
    save_answer(asker=jonas, thread=thread, wording=ANSWER, now=LATER)


@pytest.mark.parametrize(
    ("wording", "code"),
    [
        (Wording(" \n", "nl", "J"), "no-text"),
        (Wording("x" * (LONGEST_ANSWER + 1), "nl", "J"), "too-long"),
        (Wording("Ja", "xx", "J"), "unknown-language"),
    ],
)
def test_what_is_no_answer_is_refused(wording: Wording, code: str) -> None:
    with pytest.raises(AnswerRefused, match=code):
        send_answer(asker=make_colleague(), thread=a_letter().thread.uuid, wording=wording, now=NOW)
    assert not Answer.objects.exists()


def test_letters_of_other_teams_are_out_of_reach_and_those_of_no_team_are_not() -> None:
    letter, stranger = a_letter(), make_colleague(team="mobility")

    with pytest.raises(AnswerRefused, match="unknown-letter"):
        hold_letter(asker=stranger, thread=letter.thread.uuid, now=NOW)
    with pytest.raises(SignInNeeded):
        hold_letter(asker=NOBODY, thread=letter.thread.uuid, now=NOW)

    Thread.objects.update(team=None)
    hold_letter(asker=stranger, thread=letter.thread.uuid, now=NOW)


def test_another_team_gets_a_letter_with_the_clock_running() -> None:
    letter, colleague = a_letter(), make_colleague()
    make_service("parking", owner="mobility")

    hand_over_letter(asker=colleague, thread=letter.thread.uuid, team="", service="parking")

    thread = thread_of(letter)
    assert (thread.team, thread.deadline) == (Team.objects.get(key="mobility"), letter.deadline)
    for team, service, code in (("nobody", "", "unknown-letter"), ("", "", "unknown-letter")):
        with pytest.raises(AnswerRefused, match=code):
            hand_over_letter(asker=colleague, thread=letter.thread.uuid, team=team, service=service)


def test_a_closed_letter_opens_with_the_next_one_also_after_a_year() -> None:
    letter, colleague = a_letter(), make_colleague()
    close_letter(asker=colleague, thread=letter.thread.uuid, now=NOW)
    assert thread_of(letter).state == Thread.State.CLOSED
    a_year_later = NOW + timedelta(days=366)

    receive(make_message("Toch nog.\n", Message_ID="<6@example.org>", In_Reply_To="<one@example.org>"), a_year_later)

    assert (thread_of(letter).state, thread_of(letter).waiting_since) == (Thread.State.OPEN, a_year_later)


def test_what_is_done_is_recorded_and_belongs_to_the_writer() -> None:
    letter, colleague = a_letter(), make_colleague()
    answered(letter, colleague)

    assert set(AuditRecord.objects.filter(asker_key=colleague.key).values_list("action", flat=True)) == {
        "letters.send-answer"
    }
    [declared] = [each for each in declarations() if each.model is Answer]
    rows = declared.subject.rows_of(colleague.key)
    assert rows is not None
    assert Answer.objects.filter(rows).exists()


def bounce_of(identifier: str) -> bytes:
    return make_message(
        f"Not delivered.\n\nMessage-ID: <{identifier}>\n",
        From="MAILER-DAEMON@example.net",
        Subject="Undelivered Mail Returned to Sender",
        Message_ID="<b@example.net>",
        In_Reply_To=f"<{identifier}>",
    )


def test_an_answer_that_comes_back_is_seen_by_the_team_and_in_the_outbox() -> None:
    letter = a_letter()
    answer = answered(letter, make_colleague())
    message = message_of(answer)
    Message.objects.update(state="sent", sent_at=NOW)

    report = receive(bounce_of(message_id(message)), LATER).letter

    assert report.kind == "bounce"
    assert report.thread == letter.thread
    assert (thread_of(letter).came_back, thread_of(letter).state) == (True, Thread.State.OPEN)
    assert not keep_promises(now=LATER + timedelta(days=9))
    message.refresh_from_db()
    assert (message.state, message.problem) == ("failed", "came-back")


def test_what_was_erased_before_it_left_or_was_acknowledged_leaves_nobody_waiting() -> None:
    letter = a_letter()
    answer = send_answer(asker=make_colleague(), thread=letter.thread.uuid, wording=ANSWER, now=NOW)
    thread = letter.thread
    letter.delete()
    thread.delete()

    assert not dispatch_answer(answer.uuid, now=NOW + HALF_A_MINUTE)
    assert not acknowledge.func(thread=str(thread.uuid))
