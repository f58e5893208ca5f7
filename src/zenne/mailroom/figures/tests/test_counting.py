"""From letters to rows of the portal."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from zenne.core.access.public import NOBODY, Asker
from zenne.mailroom.answers.actions.close_letter import close_letter
from zenne.mailroom.answers.actions.judge_answer import judge_answer
from zenne.mailroom.answers.models import Promise
from zenne.mailroom.answers.tests.builders import a_letter, acknowledged, answered, make_colleague
from zenne.mailroom.answers.tokens import answer_token
from zenne.mailroom.figures import rows
from zenne.mailroom.figures.actions.count_letters import count_letters
from zenne.mailroom.figures.models import LetterWeek
from zenne.mailroom.figures.sets import LETTERS_SET
from zenne.mailroom.figures.tests.builders import MONDAY, figures
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW, make_service

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
COUNTED = NOW + 21 * DAY
"""A Monday, two weeks after the week of ``NOW``."""


def write(number: int, *, now: datetime = NOW) -> Letter:
    who = f"Ann <ann{number}@example.org>"
    return a_letter(
        f"Goedendag, hoe wijzig ik mijn adres aan huis nummer {number}?\n",
        now=now,
        From=who,
        Subject=f"Adres {number}",
        Message_ID=f"<{number}@example.org>",
    )


def counted(*, now: datetime = COUNTED) -> LetterWeek:
    assert count_letters(now=now) == 1
    return LetterWeek.objects.get()


@pytest.fixture
def jonas() -> Asker:
    make_service("change-of-address")
    return make_colleague()


def test_letters_become_rows_of_every_table(jonas: Asker) -> None:
    for number in range(12):
        letter = write(number)
        if number < 11:
            answer = answered(letter, jonas, now=NOW + HOUR)
            token = answer_token(answer.uuid)
            judge_answer(asker=NOBODY, token=token, was_answered=number < 6, comment="", now=NOW + DAY)
    row = counted()
    assert (row.week, row.service, row.language, row.channel) == (MONDAY, "change-of-address", "nl", "mail")
    assert (row.letters, row.due, row.in_time) == (12, 12, 11)
    assert (row.begun, row.done, row.verdicts, row.satisfied) == (11, 6, 11, 6)
    assert row.minutes == [61] * 11  # half a minute, in which it can be taken back, is rounded up
    seen = [10, 0.83, None, 1.0, 1.0, 0.55, 0.55]
    assert list(rows.weeks()) == [[MONDAY, *seen]]
    assert list(rows.services()) == [[MONDAY, "change-of-address", *seen]]
    assert list(rows.languages()) == [[MONDAY, "nl", *seen]]
    assert list(rows.channels()) == [[MONDAY, "mail", *seen]]
    for table in LETTERS_SET.tables:
        assert {len(each) for each in table.rows()} == {len(table.columns)}


def test_a_message_with_the_day_counts_as_in_time_and_its_day_holds_or_not(jonas: Asker) -> None:
    kept, broken = write(1), write(2)
    for letter in (kept, broken):
        acknowledged(letter)
    Promise.objects.update(day=date(2026, 12, 10))
    answered(kept, jonas, now=NOW + 3 * DAY)
    answered(broken, jonas, now=NOW + 4 * DAY)
    row = counted()
    assert (row.due, row.in_time, row.promised, row.held) == (2, 2, 2, 1)


def test_a_letter_that_needs_no_answer_is_counted_and_nothing_was_owed(jonas: Asker) -> None:
    close_letter(asker=jonas, thread=write(1).thread.uuid, now=NOW + HOUR)
    row = counted()
    assert (row.letters, row.due) == (1, 0)


def test_somebody_who_writes_again_after_the_answer_needed_more_than_one(jonas: Asker) -> None:
    letter = write(1)
    answered(letter, jonas, now=NOW + HOUR)
    a_letter(
        "En daarna?\n",
        now=NOW + 8 * DAY,
        From="Ann <ann1@example.org>",
        References="<1@example.org>",
        Message_ID="<n@e>",
    )
    row = counted()
    assert (row.letters, row.begun, row.done) == (1, 1, 0)


def test_a_week_is_counted_two_weeks_after_it_and_once(jonas: Asker) -> None:
    write(1)
    assert count_letters(now=COUNTED - DAY) == 0
    row = counted()
    write(2)
    assert count_letters(now=COUNTED) == 0
    row.refresh_from_db()
    assert row.letters == 1


def test_figures_outlive_the_letters_that_they_count(jonas: Asker) -> None:
    letter = write(1)
    counted()
    letter.delete()
    assert count_letters(now=COUNTED + 7 * DAY) == 1
    assert LetterWeek.objects.get().letters == 1


def test_weeks_that_a_worker_missed_are_counted_later(jonas: Asker) -> None:
    write(1)
    write(2, now=NOW + 14 * DAY)
    assert count_letters(now=NOW + 70 * DAY) >= 3
    assert [row.week for row in LetterWeek.objects.all()] == [MONDAY, MONDAY + 14 * DAY]


def test_a_city_without_letters_counts_nothing() -> None:
    assert count_letters(now=NOW) == 0
    assert [list(table.rows()) for table in LETTERS_SET.tables] == [[], [], [], []]


def test_a_service_with_few_letters_takes_another_with_it() -> None:
    figures("passport", letters=30)
    figures("parking", letters=8)
    figures("marriage", letters=2)
    assert [row[1:3] for row in rows.services()] == [["passport", 30]]


def test_letters_about_nothing_known_are_in_no_row_of_a_service() -> None:
    figures("passport", letters=30)
    figures("", letters=20)
    assert [row[1:3] for row in rows.services()] == [["passport", 30]]
    assert [row[1] for row in rows.weeks()] == [50]


def test_reading_them_needs_one_query_however_many_weeks_there_are(django_assert_num_queries: Any) -> None:
    for ahead in range(4):
        figures(letters=10, week=MONDAY + ahead * 7 * DAY)
    with django_assert_num_queries(1):
        assert len(list(rows.services())) == 4
