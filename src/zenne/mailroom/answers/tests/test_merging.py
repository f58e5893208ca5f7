"""Two conversations become one, with one promise, and nothing that led to either is lost."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from zenne.accounts.public import Team
from zenne.core.access.public import Asker
from zenne.core.audit.public import AuditRecord
from zenne.core.outbox.public import Message
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.actions.close_letter import close_letter
from zenne.mailroom.answers.actions.hold_letter import hold_letter
from zenne.mailroom.answers.actions.judge_answer import judge_answer
from zenne.mailroom.answers.actions.keep_promises import count_deadlines_anew
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER, Wording, save_answer
from zenne.mailroom.answers.actions.send_answer import send_answer
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.tests.builders import ANSWER, a_letter, answered, make_colleague, message_of, thread_of
from zenne.mailroom.answers.tokens import answer_token
from zenne.mailroom.letters.models import Letter, Merger, Thread
from zenne.mailroom.letters.queries import status_of
from zenne.mailroom.letters.reply_tokens import reply_address
from zenne.mailroom.letters.tests.builders import NOW, make_message, make_service, receive
from zenne.mailroom.letters.tokens import letter_token

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=2)


def another_letter(text: str = "Nog iets over mijn adres.\n", **headers: Any) -> Letter:
    """Of the same writer unless said otherwise, two hours later, under another subject."""
    said = {"Subject": "Verhuisd", "Message_ID": "<two@example.org>"} | headers
    return a_letter(text, now=LATER, **said)


def merge(one: Letter, other: Letter, asker: Asker, *, both_see: bool = False) -> Thread:
    """Put the conversation of one letter into that of another."""
    return merge_letters(
        asker=asker, thread=one.thread.uuid, into=other.thread.uuid, now=LATER + timedelta(hours=1), both_see=both_see
    )


def refusal_of(one: UUID, other: UUID, asker: Asker, **said: bool) -> str:
    with pytest.raises(AnswerRefused) as refused:
        merge_letters(asker=asker, thread=one, into=other, now=LATER, **said)
    return refused.value.code


def test_two_letters_of_one_writer_become_one_conversation_with_the_earlier_deadline() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()

    lives_on = merge(first, second, jonas)

    assert lives_on == second.thread
    assert {each.subject for each in lives_on.letters.all()} == {"Mijn adres", "Verhuisd"}
    assert (lives_on.waiting_since, lives_on.deadline) == (NOW, first.thread.deadline)
    ended = Thread.objects.get(pk=first.thread.pk)
    assert (ended.state, ended.deadline) == (Thread.State.NONE, None)


def test_the_record_names_both() -> None:
    first, second = a_letter(), another_letter()

    merge(first, second, make_colleague())

    record = AuditRecord.objects.get(action="letters.merge")
    assert (record.thing, record.details) == (f"thread:{first.thread.uuid}", {"into": str(second.thread.uuid)})


def test_the_deadline_stays_the_earlier_one_whatever_the_service_that_lives_on_promises() -> None:
    make_service("change-of-address", answer_within="PT4H")
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    first.thread.refresh_from_db()
    slower = make_service("parking")
    Thread.objects.filter(pk=second.thread.pk).update(service=slower)
    count_deadlines_anew()

    merge(first, second, jonas)
    count_deadlines_anew()

    assert thread_of(second).service == slower
    assert thread_of(second).deadline == first.thread.deadline


def test_the_earlier_deadline_ends_with_the_answer_and_does_not_hold_for_what_comes_later() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    merge(first, second, jonas)
    answered(second, jonas, now=LATER + timedelta(hours=2))

    third = a_letter(
        "Dank, en nog dit.\n", now=NOW + timedelta(days=7), In_Reply_To="<one@example.org>", Message_ID="<3@x>"
    )

    thread = thread_of(third)
    assert thread == thread_of(second)
    assert thread.deadline == third.deadline


def test_the_earlier_of_two_promises_holds_and_nothing_is_said_of_it() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    Thread.objects.filter(pk=first.thread.pk).update(promised_on=date(2026, 12, 11))
    Thread.objects.filter(pk=second.thread.pk).update(promised_on=date(2026, 12, 14))

    assert merge(first, second, jonas).promised_on == date(2026, 12, 11)
    assert not Message.objects.exists()


def test_a_writer_who_was_told_no_day_is_told_that_of_the_other_letter() -> None:
    first, second, jonas = a_letter(), another_letter(From="bert@example.org"), make_colleague()
    Thread.objects.filter(pk=first.thread.pk).update(promised_on=date(2026, 12, 11))

    assert merge(first, second, jonas, both_see=True).promised_on == date(2026, 12, 11)

    assert Message.objects.get().receiver == "bert@example.org"
    assert "11 december" in Message.objects.get().text


def test_another_writer_who_was_told_a_later_day_is_told_the_earlier_one() -> None:
    first, second, jonas = a_letter(), another_letter(From="bert@example.org"), make_colleague()
    Thread.objects.filter(pk=first.thread.pk).update(promised_on=date(2026, 12, 14))
    Thread.objects.filter(pk=second.thread.pk).update(promised_on=date(2026, 12, 11))

    merge(first, second, jonas, both_see=True)

    assert Message.objects.get().receiver == "ann@example.org"
    assert "11 december" in Message.objects.get().text


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("open", "closed", "open"),
        ("closed", "open", "open"),
        ("open", "waiting", "open"),
        ("waiting", "answered", "waiting"),
        ("closed", "answered", "answered"),
        ("closed", "closed", "closed"),
    ],
)
def test_what_one_of_them_owes_is_owed_by_both(one: str, other: str, both: str) -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    for letter, state in ((first, one), (second, other)):
        if state != "open":
            Thread.objects.filter(pk=letter.thread.pk).update(state=state, waiting_since=None, deadline=None)

    lives_on = merge(first, second, jonas)

    assert lives_on.state == both
    assert (lives_on.deadline is None) == (both != "open")


def test_replies_to_either_address_land_in_the_one_that_lives_on() -> None:
    first, second = a_letter(), another_letter()
    merge(first, second, make_colleague())

    by_header = receive(make_message("Ja.\n", In_Reply_To="<one@example.org>", Message_ID="<h@x>"), LATER).letter
    old_address = reply_address(first.thread.uuid, address="stad@example.com")
    by_address = receive(make_message("Nee.\n", To=old_address, Subject="X", Message_ID="<a@x>"), LATER).letter

    assert by_header.thread == by_address.thread == second.thread


def test_the_status_page_of_each_writer_shows_the_one_that_lives_on_under_their_own_subject() -> None:
    first, second = a_letter(), another_letter(From="bert@example.org")
    merge(first, second, make_colleague(), both_see=True)

    stands = [status_of(letter_token(each.thread.uuid)) for each in (first, second)]

    assert [each and each.subject for each in stands] == ["Mijn adres", "Verhuisd"]
    assert [each and each.deadline for each in stands] == [first.thread.deadline] * 2


def test_writers_who_differ_are_joined_knowingly_and_both_get_the_answer() -> None:
    first, second, jonas = a_letter(), another_letter(From="bert@example.org"), make_colleague()

    assert refusal_of(first.thread.uuid, second.thread.uuid, jonas) == "other-writer"
    merge(first, second, jonas, both_see=True)
    answered(second, jonas, now=LATER + timedelta(hours=2))

    told = Message.objects.filter(kind="answers/mail/answer.html")
    assert set(told.values_list("receiver", "subject")) == {
        ("ann@example.org", "Re: Mijn adres"),
        ("bert@example.org", "Re: Verhuisd"),
    }


def test_a_call_that_is_put_to_a_mail_leaves_the_answer_a_way_to_its_writer() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    Letter.objects.filter(pk=second.pk).update(sender="", sender_key="", channel=Letter.Channel.PHONE)

    merge(second, first, jonas, both_see=True)
    answer = answered(first, jonas, now=LATER + timedelta(hours=2))

    assert message_of(answer).receiver == "ann@example.org"
    assert answer.receiver_key == first.sender_key


def test_a_chain_of_mergers_leads_from_each_to_the_last() -> None:
    letters = [a_letter(), another_letter(), another_letter("Drie\n", Subject="Drie", Message_ID="<three@x>")]
    jonas = make_colleague()
    merge(letters[0], letters[1], jonas)
    merge(letters[1], letters[2], jonas)

    assert set(Merger.objects.values_list("into", flat=True)) == {letters[2].thread_id}
    subjects = [status_of(letter_token(each.thread.uuid)) for each in letters]
    assert [each and each.subject for each in subjects] == ["Mijn adres", "Verhuisd", "Drie"]


def test_no_letter_is_put_into_itself_into_one_that_ended_or_into_none() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    one, other = first.thread.uuid, second.thread.uuid

    assert refusal_of(one, one, jonas) == "same-letter"
    assert refusal_of(one, uuid4(), jonas) == "unknown-letter"
    merge(first, second, jonas)
    assert refusal_of(other, one, jonas) == "merged"
    assert refusal_of(one, other, jonas) == "merged"


def test_letters_of_other_teams_are_out_of_reach() -> None:
    first, second = a_letter(), another_letter()
    mo = make_colleague("Mo", team="mobility")
    Thread.objects.filter(pk=second.thread.pk).update(team=Team.objects.get(key="mobility"))

    assert refusal_of(first.thread.uuid, second.thread.uuid, mo) == "unknown-letter"
    assert refusal_of(second.thread.uuid, first.thread.uuid, mo) == "unknown-letter"


@pytest.mark.parametrize("held", [0, 1])
def test_what_somebody_else_is_answering_stays_as_it_is(held: int) -> None:
    letters, jonas, sofia = [a_letter(), another_letter()], make_colleague(), make_colleague("Sofia")
    hold_letter(asker=sofia, thread=letters[held].thread.uuid, now=LATER)

    assert refusal_of(letters[0].thread.uuid, letters[1].thread.uuid, jonas) == "held"


@pytest.mark.parametrize("leaving", [0, 1])
def test_an_answer_on_its_way_is_not_moved(leaving: int) -> None:
    letters, jonas = [a_letter(), another_letter()], make_colleague()
    send_answer(asker=jonas, thread=letters[leaving].thread.uuid, wording=ANSWER, now=LATER)

    assert refusal_of(letters[0].thread.uuid, letters[1].thread.uuid, jonas) == "leaving"
    assert Letter.objects.get(pk=letters[0].pk).thread == letters[0].thread


def test_two_drafts_become_one_and_nothing_of_them_is_lost() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    for letter, text in ((first, "Over uw adres."), (second, "Over uw parkeerkaart.")):
        save_answer(asker=jonas, thread=letter.thread.uuid, wording=Wording(text, "nl", "Jonas"), now=LATER)

    merge(first, second, jonas)

    assert Answer.objects.get(thread=second.thread).text == "Over uw parkeerkaart.\n\nOver uw adres."
    assert Answer.objects.filter(text="Over uw adres.").exists()


def test_two_drafts_that_are_too_long_together_stay_apart() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    for letter in (first, second):
        wording = Wording("x" * (LONGEST_ANSWER - 1), "nl", "Jonas")
        save_answer(asker=jonas, thread=letter.thread.uuid, wording=wording, now=LATER)

    assert refusal_of(first.thread.uuid, second.thread.uuid, jonas) == "drafts-too-long"
    assert not Merger.objects.exists()


def test_a_draft_goes_along_and_whoever_wrote_it_goes_on_there() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    save_answer(asker=jonas, thread=first.thread.uuid, wording=ANSWER, now=LATER)

    merge(first, second, jonas)

    assert Answer.objects.get().thread == second.thread
    assert second.thread.hold.holder == jonas.key


def test_what_is_done_in_the_one_that_ended_says_where_it_went() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    merge(first, second, jonas)

    for deed in (save_answer, send_answer):
        with pytest.raises(AnswerRefused, match="merged"):
            deed(asker=jonas, thread=first.thread.uuid, wording=ANSWER, now=LATER)
    with pytest.raises(AnswerRefused, match="merged"):
        close_letter(asker=jonas, thread=first.thread.uuid, now=LATER)
    assert thread_of(second).state == Thread.State.OPEN


def test_an_acknowledgement_that_is_still_owed_is_given_once_in_the_one_that_lives_on() -> None:
    first, second = a_letter(), another_letter()
    merge(first, second, make_colleague())

    assert acknowledge_letter(first.thread.uuid, now=LATER)
    assert not acknowledge_letter(second.thread.uuid, now=LATER)
    assert Message.objects.count() == 1


def test_a_no_to_an_earlier_answer_opens_the_conversation_that_lives_on() -> None:
    first, second, jonas = a_letter(), another_letter(), make_colleague()
    answer = answered(first, jonas)
    close_letter(asker=jonas, thread=second.thread.uuid, now=LATER)
    merge(first, second, jonas)

    judge_answer(asker=jonas, token=answer_token(answer.uuid), was_answered=False, comment="", now=LATER)

    assert thread_of(second).state == Thread.State.OPEN
    assert Thread.objects.get(pk=first.thread.pk).state == Thread.State.NONE
