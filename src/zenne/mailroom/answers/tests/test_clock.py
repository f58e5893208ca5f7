"""The clock of a conversation: what its service promises, whenever that is found or changed."""

from datetime import UTC, datetime, timedelta

import pytest

from zenne.catalogue.public import PublicService
from zenne.mailroom.answers.actions.close_letter import close_letter
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.keep_promises import count_deadlines_anew
from zenne.mailroom.answers.actions.save_answer import Wording
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague, thread_of
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import make_message, make_service, receive

pytestmark = pytest.mark.django_db
NEXT_DAY = datetime(2026, 12, 8, 9, tzinfo=UTC)
TWO_DAYS = datetime(2026, 12, 9, 9, tzinfo=UTC)


def test_a_letter_for_a_service_with_its_own_target_is_answered_sooner() -> None:
    make_service("change-of-address", answer_within="P1D")

    assert thread_of(a_letter()).deadline == NEXT_DAY


def test_a_target_in_working_hours_ends_on_the_same_day() -> None:
    make_service("change-of-address", answer_within="PT4H")

    assert thread_of(a_letter()).deadline == datetime(2026, 12, 7, 13, tzinfo=UTC)


def test_the_deadline_follows_the_service_to_which_a_person_gives_it_and_back() -> None:
    letter, colleague = a_letter(), make_colleague()
    make_service("lost-documents", answer_within="P1D")
    assert thread_of(letter).deadline == TWO_DAYS

    hand_over_letter(asker=colleague, thread=letter.thread.uuid, team="", service="lost-documents")
    assert thread_of(letter).deadline == NEXT_DAY
    hand_over_letter(asker=colleague, thread=letter.thread.uuid, team="", service="change-of-address")
    assert thread_of(letter).deadline == TWO_DAYS


def test_a_target_that_the_city_changes_counts_for_letters_that_wait() -> None:
    letter = a_letter()
    PublicService.objects.update(answer_within="P1D")

    count_deadlines_anew()

    assert thread_of(letter).deadline == NEXT_DAY


def test_giving_away_a_letter_that_was_answered_starts_no_clock() -> None:
    letter, colleague = a_letter(), make_colleague()
    make_service("lost-documents", answer_within="P1D")
    answered(letter, colleague)

    hand_over_letter(asker=colleague, thread=letter.thread.uuid, team="", service="lost-documents")

    assert thread_of(letter).deadline is None


def test_a_question_that_comes_after_the_answer_has_the_target_of_the_service() -> None:
    make_service("change-of-address", answer_within="P1D")
    letter = a_letter()
    answered(letter, make_colleague())

    receive(make_message("En nu?\n", Message_ID="<2@example.org>", In_Reply_To="<one@example.org>"), NEXT_DAY)

    assert thread_of(letter).deadline == TWO_DAYS


ASKS = Wording("Welk adres?", "nl", "Jonas", asks_back=True)
A_WEEK_LATER = datetime(2026, 12, 14, 14, tzinfo=UTC)
END_OF_NEXT_DAY = datetime(2026, 12, 15, 16, tzinfo=UTC)


def replied(letter: Letter, *, now: datetime) -> Thread:
    receive(make_message("Dit.\n", Message_ID=f"<r{now:%d%H%M}@example.org>", In_Reply_To="<one@example.org>"), now)
    return thread_of(letter)


def test_after_a_reply_the_clock_goes_on_with_the_time_that_was_left() -> None:
    letter = a_letter()
    answered(letter, make_colleague(), ASKS, now=datetime(2026, 12, 9, 8, tzinfo=UTC))

    thread = replied(letter, now=A_WEEK_LATER)

    assert thread.time_left is not None
    assert timedelta(minutes=59) < thread.time_left < timedelta(hours=1)
    assert (thread.waiting_since, thread.deadline) == (A_WEEK_LATER, END_OF_NEXT_DAY)


def test_while_we_wait_for_the_writer_nothing_is_owed() -> None:
    letter = a_letter()
    answered(letter, make_colleague(), ASKS)

    thread = thread_of(letter)

    assert (thread.state, thread.deadline) == (Thread.State.WAITING, None)
    assert thread.time_left is not None


def test_the_deadline_of_a_reply_is_the_same_when_it_is_counted_anew() -> None:
    letter = a_letter()
    answered(letter, make_colleague(), ASKS, now=datetime(2026, 12, 9, 8, tzinfo=UTC))
    replied(letter, now=A_WEEK_LATER)

    count_deadlines_anew()

    assert thread_of(letter).deadline == END_OF_NEXT_DAY


def test_a_letter_after_a_full_answer_has_its_two_days_whole_whatever_was_asked_before() -> None:
    letter, colleague = a_letter(), make_colleague()
    answered(letter, colleague, ASKS)
    replied(letter, now=datetime(2026, 12, 8, 9, tzinfo=UTC))
    answered(letter, colleague, now=datetime(2026, 12, 8, 10, tzinfo=UTC))

    thread = replied(letter, now=A_WEEK_LATER)

    assert (thread.time_left, thread.deadline) == (None, datetime(2026, 12, 16, 14, tzinfo=UTC))


def test_a_letter_after_a_question_that_was_closed_begins_anew() -> None:
    letter, colleague = a_letter(), make_colleague()
    answered(letter, colleague, ASKS)
    close_letter(asker=colleague, thread=letter.thread.uuid, now=NEXT_DAY)

    assert replied(letter, now=A_WEEK_LATER).deadline == datetime(2026, 12, 16, 14, tzinfo=UTC)
