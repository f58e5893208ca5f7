"""When a letter gets a ready answer without a person."""

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.mailroom.routing.rules.ready_answers import (
    LEAST_LIKENESS,
    LONGEST_CHARACTERS,
    MARGIN,
    Asked,
    Why,
    alike,
    chosen,
    is_worn_out,
    likeness,
    limit_of,
    telling_words,
    why_a_person,
)

QUESTIONS: Final = {
    "nl": "Goedendag, wanneer is het loket open? Met vriendelijke groeten, Ann",
    "fr": "Bonjour, quand le guichet est-il ouvert ? Merci d’avance, Chloé",
    "en": "Dear Sir, when is the desk open? Kind regards, Ann",
    "de": "Guten Tag, wann hat der Schalter geöffnet? Mit freundlichen Grüßen, Ann",
}
WORDS = st.lists(st.text("abcdefgh", min_size=2, max_size=8), min_size=1, max_size=6)
SHARES = st.floats(0, 1)


@pytest.mark.parametrize("text", QUESTIONS.values(), ids=QUESTIONS)
def test_nothing_speaks_for_a_person_in_a_short_question(text: str) -> None:
    assert why_a_person(Asked("", text)) == ()


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"text": "Wanneer open? " + "a " * LONGEST_CHARACTERS}, Why.LONG),
        ({"text": "Een. Twee. Drie. Vier. Vijf. Zes. Wanneer open?"}, Why.LONG),
        ({"text": " "}, Why.LONG),
        ({"text": "Wanneer open? En wat kost het?"}, Why.QUESTIONS),
        ({"attachments": 1}, Why.ATTACHMENT),
        ({"is_whole": False}, Why.UNREADABLE),
        ({"text": "Wanneer open? Mijn nummer is 85.07.30-033.28."}, Why.NUMBER),
        ({"text": "Wanneer open? BE68 5390 0754 7034"}, Why.NUMBER),
        ({"is_reply": True}, Why.REPLY),
        ({"text": "Ik heb een klacht: wanneer open?"}, Why.COMPLAINT),
        ({"text": "C’est inacceptable, quand ouvrez-vous ?"}, Why.COMPLAINT),
        ({"text": "I want to complain. When are you open?"}, Why.COMPLAINT),
        ({"text": "Ich möchte mich beschweren. Wann geöffnet?"}, Why.COMPLAINT),
        ({"subject": "Dringend", "text": "Wanneer open?"}, Why.COMPLAINT),
        ({"is_language_sure": False}, Why.LANGUAGE),
        ({"is_service_sure": False}, Why.SERVICE),
    ],
)
def test_each_of_these_is_for_a_person(more: dict[str, Any], why: Why) -> None:
    assert why in why_a_person(Asked(**{"subject": "", "text": "Wanneer open?", **more}))


@given(st.text(max_size=300), st.text(max_size=300))
def test_whatever_is_written_has_a_verdict(subject: str, text: str) -> None:
    assert set(why_a_person(Asked(subject, text))) <= set(Why)


def test_politeness_and_the_name_of_the_writer_say_nothing_about_the_question() -> None:
    words = telling_words("Goedendag, wanneer is het loket open? Vriendelijke groeten, Ann", without=["ann"])

    assert words == ["wanneer", "is", "het", "loket", "open"]


def test_a_word_with_another_ending_is_the_same_word() -> None:
    assert alike("openingsuren", "openingsuur") > 0.5
    assert alike("openingsuren", "parkeerkaart") == 0.0


@given(WORDS, st.lists(WORDS, max_size=4))
def test_likeness_is_a_share_and_an_example_is_wholly_like_itself(words: list[str], others: list[list[str]]) -> None:
    assert 0.0 <= likeness(words, others, weights={}) <= 1.0
    assert likeness(words, [*others, words], weights={}) == pytest.approx(1.0)


@given(WORDS, st.lists(WORDS, min_size=1, max_size=4), st.text("xyz", min_size=9, max_size=9))
def test_something_else_that_is_wanted_makes_a_letter_less_like(
    words: list[str], examples: list[list[str]], other: str
) -> None:
    assert likeness([*words, other], examples, weights={}) <= likeness(words, examples, weights={}) + 1e-9


def test_a_letter_that_lacks_half_of_a_question_does_not_ask_it() -> None:
    assert likeness(["loket"], [["openingsuren", "loket"]], weights={}) == pytest.approx(0.5)


def test_too_few_letters_show_nothing() -> None:
    assert limit_of([0.9] * 19, [True] * 19) is None
    assert limit_of([], []) is None


def test_enough_letters_show_from_where_on_it_is_sure() -> None:
    assert limit_of([0.9] * 25, [True] * 25) == pytest.approx(0.9)
    assert limit_of([0.95] * 25 + [0.8] * 10, [True] * 25 + [False] * 10) == pytest.approx(0.95)


@given(st.lists(st.tuples(SHARES, st.booleans()), max_size=120))
def test_of_the_letters_above_the_limit_fewer_than_one_in_twenty_are_wrong(letters: list[tuple[float, bool]]) -> None:
    limit = limit_of([like for like, _ in letters], [right for _, right in letters])
    if limit is None:
        return
    above = [right for like, right in letters if like >= limit]

    assert limit >= LEAST_LIKENESS
    assert above.count(False) < 0.05 * len(above)


@given(st.dictionaries(st.sampled_from("abcd"), SHARES), st.dictionaries(st.sampled_from("abcd"), SHARES | st.none()))
def test_what_is_chosen_is_sure_and_stands_alone(likes: dict[str, float], limits: dict[str, float | None]) -> None:
    found = chosen(likes, limits)
    if found is None:
        return
    limit = limits[found]

    assert limit is not None
    assert likes[found] >= max(limit, LEAST_LIKENESS)
    assert all(like <= likes[found] - MARGIN for key, like in likes.items() if key != found)


def test_between_two_a_person_decides() -> None:
    assert chosen({"a": 0.95, "b": 0.9}, {"a": 0.8, "b": 0.8}) is None
    assert chosen({"a": 0.95, "b": 0.8}, {"a": 0.8, "b": 0.8}) == "a"


@given(st.lists(st.sampled_from([True, False, None]), max_size=40))
def test_two_of_the_last_twenty_that_were_none_switch_it_off(verdicts: list[bool | None]) -> None:
    assert is_worn_out(verdicts) == (verdicts[:20].count(False) >= 2)
