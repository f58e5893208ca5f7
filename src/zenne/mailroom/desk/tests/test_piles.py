"""Which letters lie in which pile, in what order, and what it costs to look."""

from datetime import date, datetime, time, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from zenne.mailroom.answers.tests.builders import a_letter, make_colleague
from zenne.mailroom.desk.actions.find_letters import find_letters
from zenne.mailroom.desk.queries import pile_for, piles_on
from zenne.mailroom.letters.models import Thread
from zenne.mailroom.letters.tests.builders import NOW

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
OPEN_PILES = ("today", "week", "later")


def at(day: date, clock: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, clock))


def threads_due() -> list[Thread]:
    """Every kind of promise with every kind of deadline, around the edges of the days."""
    days = [TODAY + timedelta(days=days) for days in (-1, 0, 1, 7, 8)]
    moments = [at(day, clock) for day in days for clock in (time.min, time.max)]
    cases = product([None, *days], [None, *moments], [False, True])
    return Thread.objects.bulk_create(
        Thread(state="open", waiting_since=NOW, promised_on=promised_on, deadline=deadline, came_back=came_back)
        for promised_on, deadline, came_back in cases
    )


def expected(thread: Thread) -> str:
    due = thread.promised_on or (timezone.localdate(thread.deadline) if thread.deadline else None)
    if thread.came_back or (due and due <= TODAY):
        return "today"
    return "week" if due and due <= TODAY + timedelta(days=7) else "later"


def test_each_open_letter_lies_in_one_pile_by_the_promised_day_or_else_that_of_the_deadline() -> None:
    threads = threads_due()

    piles = piles_on(TODAY)
    found = {name: set(Thread.objects.filter(piles[name])) for name in OPEN_PILES}

    assert found == {name: {each for each in threads if expected(each) == name} for name in OPEN_PILES}


def test_the_day_that_was_promised_or_the_deadline_says_which_letter_comes_first() -> None:
    letters = [a_letter(Subject=f"Letter {number}", Message_ID=f"<{number}@example.org>") for number in range(4)]
    later, promised, sooner, never = (letter.thread for letter in letters)
    Thread.objects.filter(pk=later.pk).update(deadline=at(TODAY, time(15)))
    Thread.objects.filter(pk=promised.pk).update(deadline=at(TODAY - timedelta(days=9), time(9)), promised_on=TODAY)
    Thread.objects.filter(pk=sooner.pk).update(deadline=at(TODAY - timedelta(days=1), time(15)))
    Thread.objects.filter(pk=never.pk).update(deadline=None, came_back=True)

    pile = pile_for(asker=make_colleague(), pile="today", now=NOW)

    assert [each.thread for each in pile.letters] == [sooner, promised, later, never]
    assert pile.counts == {"today": 4, "week": 0, "later": 0, "waiting": 0}


def test_neither_the_list_nor_a_search_asks_the_database_more_often_when_there_are_more_letters() -> None:
    asker = make_colleague()

    def queries() -> tuple[int, int]:
        with CaptureQueriesContext(connection) as listed:
            pile_for(asker=asker, pile="", now=NOW)
        with CaptureQueriesContext(connection) as searched:
            find_letters(asker=asker, typed="adres", page=1, now=NOW)
        return len(listed), len(searched)

    a_letter()
    first = queries()
    for number in range(9):
        a_letter(Subject=f"Letter {number}", Message_ID=f"<{number}@example.org>")

    assert queries() == first
    assert first[0] <= 9
