"""The clock of a conversation: what its service promises, whenever that is found or changed."""

from datetime import UTC, datetime

import pytest

from zenne.catalogue.public import PublicService
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.keep_promises import count_deadlines_anew
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague, thread_of
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
