"""The day that is promised: later with more letters, never later than needed, and none where nobody answers."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.mailroom.rules.promises import (
    LONGEST_DAYS,
    days_of_queue,
    grown_days,
    is_silent,
    learned_days,
    paces_of,
    promised_days,
    stretched,
)

PACES = st.lists(st.integers(0, 40), min_size=1, max_size=20)
BEFORE = st.integers(0, 300)


@given(BEFORE, st.integers(0, 50), PACES)
def test_more_letters_before_it_never_make_it_sooner(before: int, more: int, paces: list[int]) -> None:
    sooner, later = days_of_queue(before=before, paces=paces), days_of_queue(before=before + more, paces=paces)

    assert later is None or (sooner is not None and sooner <= later)


@given(BEFORE, PACES, st.floats(0.5, 0.9), st.floats(0, 0.09))
def test_more_confidence_never_makes_it_sooner(before: int, paces: list[int], confidence: float, more: float) -> None:
    bold = days_of_queue(before=before, paces=paces, confidence=confidence)
    careful = days_of_queue(before=before, paces=paces, confidence=confidence + more)

    assert careful is None or (bold is not None and bold <= careful)


@given(BEFORE, st.integers(1, 40))
def test_a_steady_pace_gives_the_day_that_counting_gives(before: int, pace: int) -> None:
    exact = -(-(before + 1) // pace)

    assert days_of_queue(before=before, paces=[pace]) == (exact if exact <= LONGEST_DAYS else None)


@given(BEFORE, PACES, PACES)
def test_the_day_lies_between_one_and_three_months_or_there_is_none(
    before: int, paces: list[int], lasted: list[int]
) -> None:
    days = promised_days(before=before, answered=paces, people=2, lasted=lasted)

    assert days is None or 1 <= days <= LONGEST_DAYS


def test_of_days_like_those_behind_us_nine_in_ten_keep_the_promise() -> None:
    paces, before, chance = [0, 0, 2, 5, 9, 12], 40, random.Random(6)  # noqa: S311 - nothing secret
    promised = days_of_queue(before=before, paces=paces)
    assert promised is not None

    kept = sum(sum(chance.choices(paces, k=promised)) > before for _ in range(4000)) / 4000
    a_day_less = sum(sum(chance.choices(paces, k=promised - 1)) > before for _ in range(4000)) / 4000

    assert kept > 0.88
    assert a_day_less < 0.92


def test_where_nobody_answers_no_day_is_named() -> None:
    assert promised_days(before=0, answered=[0] * 20, people=0, lasted=[]) is None
    assert days_of_queue(before=0, paces=[]) is None


def test_a_queue_without_end_still_gets_a_day() -> None:
    assert promised_days(before=10_000, answered=[1] * 20, people=2, lasted=[]) == LONGEST_DAYS


def test_a_team_of_which_nothing_is_known_goes_as_fast_as_its_people() -> None:
    assert paces_of([0, 3], people=2) == [12]
    assert paces_of([10, 0, 12], people=2) == [10, 0, 12]


def test_a_kind_of_question_that_takes_long_is_promised_so() -> None:
    slow = [3] * 10 + [9] * 15

    assert learned_days(slow[:19]) == 0
    assert promised_days(before=0, answered=[10] * 20, people=2, lasted=slow) == 9


def test_while_letters_pile_up_a_slow_kind_of_question_is_promised_later_by_as_much() -> None:
    slow, usual = [9] * 25, [2] * 60

    def promised(before: int, team_lasted: list[int]) -> int | None:
        return promised_days(before=before, answered=[10] * 20, people=2, lasted=slow, team_lasted=team_lasted)

    assert promised(19, usual) == 9
    assert promised(49, usual) == 9 + 3
    assert promised(49, usual[:19]) == 9


@given(BEFORE, st.integers(0, 50), PACES, st.lists(st.integers(0, 30), min_size=20, max_size=60))
def test_what_the_queue_grew_never_shrinks_with_more_letters(
    before: int, more: int, paces: list[int], lasted: list[int]
) -> None:
    fewer = grown_days(before=before, paces=paces, team_lasted=lasted)

    assert 0 <= fewer <= grown_days(before=before + more, paces=paces, team_lasted=lasted)


def test_a_team_that_all_left_promises_nothing_however_fast_it_went() -> None:
    assert promised_days(before=0, answered=[10] * 20, people=0, lasted=[]) is None


def test_two_weeks_without_an_answer_are_silence_only_while_a_letter_waits_so_long() -> None:
    assert is_silent(waited=10, since_answer=10)
    assert is_silent(waited=10, since_answer=None)
    assert not is_silent(waited=9, since_answer=None)
    assert not is_silent(waited=30, since_answer=9)


SHARES = st.lists(st.sampled_from([0.25, 0.5, 0.75, 1.0]), max_size=12)


@given(st.integers(0, 60), st.lists(st.integers(0, 12), min_size=1, max_size=20), SHARES)
def test_fewer_people_never_make_it_sooner_and_all_of_them_are_as_before(
    before: int, paces: list[int], present: list[float]
) -> None:
    usual = days_of_queue(before=before, paces=paces)
    fewer = days_of_queue(before=before, paces=paces, present=present)

    assert days_of_queue(before=before, paces=paces, present=[1.0] * len(present)) == usual
    assert fewer is None or (usual is not None and fewer >= usual)


@pytest.mark.parametrize(
    ("days", "present", "taken"), [(3, [], 3), (3, [1.0, 1.0], 3), (2, [0.5] * 3, 4), (2, [0.5] * 9, 4), (1, [0.25], 2)]
)
def test_what_takes_days_of_all_takes_more_days_of_fewer(days: int, present: list[float], taken: int) -> None:
    assert stretched(days, present) == taken


@given(st.integers(1, 60), SHARES)
def test_as_much_is_done_in_the_days_that_it_takes(days: int, present: list[float]) -> None:
    taken = stretched(days, present)

    done = sum(present[:taken]) + max(0, taken - len(present))
    assert done >= days - 1e-6
    assert taken >= days
