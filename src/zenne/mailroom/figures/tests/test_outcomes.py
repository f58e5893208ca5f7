"""What counts as answered, dated, held and done with."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from zenne.mailroom.figures.rules.outcomes import (
    Came,
    Conversation,
    Given,
    Named,
    held,
    in_time,
    letter_before,
    needed_one_answer,
    waited_since,
)

MONDAY = datetime(2026, 12, 7, 9, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def came(at: datetime = MONDAY) -> Came:
    return Came(at, at.date(), at + 2 * DAY, "nl", "mail")


def given_at(at: datetime, said: bool | None = None) -> Given:
    return Given(at, at + timedelta(minutes=1), at.date(), said)


def talk(
    letters: Sequence[Came] = (came(),),
    answers: Sequence[Given] = (),
    named: Sequence[Named] = (),
    *,
    is_closed: bool = False,
) -> Conversation:
    return Conversation("passport", letters, answers, named, is_closed)


def test_an_answer_by_the_deadline_is_in_time_and_a_later_one_is_not() -> None:
    assert in_time(came(), talk(answers=[given_at(MONDAY + DAY)]))
    assert in_time(came(), talk(answers=[given_at(MONDAY + 3 * DAY)])) is False
    assert in_time(came(), talk()) is False


def test_a_day_that_was_named_by_the_deadline_is_in_time_and_one_named_later_is_not() -> None:
    far = date(2026, 12, 18)
    assert in_time(came(), talk(named=[Named(MONDAY + HOUR, far)]))
    assert in_time(came(), talk(named=[Named(MONDAY + 3 * DAY, far)])) is False


def test_a_day_that_was_named_before_stands_for_a_further_letter_until_it_is_kept_or_over() -> None:
    second = came(MONDAY + DAY)
    both, far = [came(), second], date(2026, 12, 18)
    assert in_time(second, talk(both, named=[Named(MONDAY, far)]))
    assert in_time(second, talk(both, [given_at(MONDAY + HOUR)], [Named(MONDAY, far)])) is False
    assert in_time(second, talk(both, named=[Named(MONDAY, date(2026, 12, 7))])) is False


def test_an_answer_that_was_written_before_a_letter_came_does_not_answer_it() -> None:
    letter = came(MONDAY + timedelta(seconds=30))
    assert in_time(letter, talk([came(), letter], [given_at(MONDAY)])) is False


def test_what_was_closed_without_an_answer_counts_neither_way() -> None:
    named = Named(MONDAY, date(2026, 12, 18))
    assert in_time(came(), talk(is_closed=True)) is None
    assert held(named, talk(named=[named], is_closed=True)) is None
    assert in_time(came(), talk(answers=[given_at(MONDAY + 5 * DAY)], is_closed=True)) is False


def test_a_day_holds_when_the_answer_leaves_on_it_and_not_when_another_day_took_its_place() -> None:
    first, second = Named(MONDAY, date(2026, 12, 10)), Named(MONDAY + 3 * DAY, date(2026, 12, 14))
    within = talk(answers=[given_at(MONDAY + 7 * DAY)], named=[first, second])
    assert [held(each, within) for each in (first, second)] == [False, True]


def test_an_answer_counts_from_the_oldest_letter_that_no_other_answered() -> None:
    answers = [given_at(MONDAY + DAY), given_at(MONDAY + 3 * DAY)]
    letters = [came(), came(MONDAY + HOUR), came(MONDAY + 2 * DAY)]
    within = talk(letters, answers)
    assert [waited_since(each, within) for each in answers] == [MONDAY, MONDAY + 2 * DAY]


def test_a_second_answer_without_a_letter_between_has_no_waiting_time() -> None:
    answers = [given_at(MONDAY + DAY, False), given_at(MONDAY + 2 * DAY)]
    assert waited_since(answers[1], talk(answers=answers)) is None


def test_one_answer_is_enough_unless_somebody_writes_again_or_says_no() -> None:
    answer = given_at(MONDAY + DAY)
    assert needed_one_answer(talk(answers=[answer]))
    assert needed_one_answer(talk(answers=[given_at(MONDAY + DAY, True)]))
    assert not needed_one_answer(talk(answers=[given_at(MONDAY + DAY, False)]))
    assert not needed_one_answer(talk([came(), came(MONDAY + 2 * DAY)], [answer]))
    assert not needed_one_answer(talk(answers=[answer, given_at(MONDAY + 2 * DAY)]))


MOMENTS = st.integers(0, 400).map(lambda hours: MONDAY + hours * HOUR)


@st.composite
def conversations(draw: st.DrawFn) -> Conversation:
    """Letters, answers and named days in whatever order they come."""
    letters = sorted(draw(st.lists(MOMENTS, min_size=1, max_size=5, unique=True)))
    answers = sorted(draw(st.lists(MOMENTS, max_size=4, unique=True)))
    named = sorted(draw(st.lists(MOMENTS, max_size=3, unique=True)))
    return talk(
        [came(at) for at in letters],
        [given_at(at, draw(st.sampled_from([None, True, False]))) for at in answers],
        [Named(at, at.date() + draw(st.integers(0, 9)) * DAY) for at in named],
        is_closed=draw(st.booleans()),
    )


@settings(deadline=None)
@given(conversations())
def test_every_letter_is_waited_for_once_at_most_and_never_from_after_its_answer(within: Conversation) -> None:
    since = [at for at in (waited_since(each, within) for each in within.answers) if at is not None]
    assert len(set(since)) == len(since)
    for answer in within.answers:
        at = waited_since(answer, within)
        assert at is None or at <= answer.written_at


@settings(deadline=None)
@given(conversations(), MOMENTS)
def test_one_more_answer_makes_no_letter_late_and_breaks_no_promise(within: Conversation, at: datetime) -> None:
    more = sorted([*within.answers, given_at(at)], key=lambda each: each.left_at)
    after = talk(within.letters, more, within.named, is_closed=within.is_closed)
    for named in within.named:
        assert not (held(named, within) and not held(named, after))
    for letter in within.letters:
        directly = any(each.written_at >= letter.at and each.left_at <= letter.at + 2 * DAY for each in within.answers)
        assert not (directly and not in_time(letter, after))


@settings(deadline=None)
@given(conversations(), MOMENTS)
def test_the_letter_before_a_moment_is_the_last_that_had_come(within: Conversation, at: datetime) -> None:
    found = letter_before(at, within)
    assert found == max((each for each in within.letters if each.at <= at), key=lambda each: each.at, default=None)
