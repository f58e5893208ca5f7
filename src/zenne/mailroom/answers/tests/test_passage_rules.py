"""Which passages are offered, and how they go into a draft."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.mailroom.rules.passages import chosen, joined, without_greeting


@dataclass(frozen=True)
class Passage:
    """A passage that was found."""

    key: str
    language: str
    likeness: float


def passages(language: str, *likenesses: float) -> list[Passage]:
    return [Passage(f"{language}{number}", language, each) for number, each in enumerate(likenesses)]


ANY = st.builds(
    Passage, st.sampled_from("abcdefghij"), st.sampled_from(["nl", "fr", "en"]), st.floats(min_value=0, max_value=1)
)


def test_two_places_are_for_other_languages_the_likest_of_them() -> None:
    found = [*passages("nl", 0.9, 0.8, 0.7, 0.6, 0.5), *passages("fr", 0.3, 0.2), *passages("en", 0.4)]

    assert [each.key for each in chosen(found, language="nl")] == ["nl0", "nl1", "nl2", "en0", "fr0"]


def test_places_that_one_language_does_not_fill_go_to_others() -> None:
    assert len(chosen([*passages("nl", 0.9), *passages("fr", *[0.5] * 9)], language="nl")) == 5
    assert len(chosen(passages("nl", *[0.5] * 9), language="nl")) == 5
    assert len(chosen(passages("fr", *[0.5] * 9), language="nl")) == 5


def test_what_shares_only_everyday_words_is_not_offered() -> None:
    assert chosen(passages("nl", 0.01), language="nl") == []
    assert [each.key for each in chosen(passages("nl", 0.9, 0.5, 0.2), language="nl")] == ["nl0", "nl1"]


@given(st.lists(ANY, max_size=20), st.sampled_from(["nl", "fr", "de"]))
def test_at_most_five_are_offered_each_once_and_those_of_the_language_first(found: list[Passage], own: str) -> None:
    offered = chosen(found, language=own)

    assert len({each.key for each in offered}) == len(offered) <= 5
    assert [each.language == own for each in offered] == sorted(
        (each.language == own for each in offered), reverse=True
    )


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Beste Ann,\n\nKom langs.", "Kom langs."),
        ("Madame Peeters,\n\nVenez.", "Venez."),
        ("Sehr geehrte Frau Maes,\nkommen Sie.", "kommen Sie."),
        ("Dear Ann,\n\nCome by.", "Come by."),
        ("Kom langs.\n\nTot dan.", "Kom langs.\n\nTot dan."),
        ("Dag Ann,", "Dag Ann,"),
        ("Dag van aanvraag is maandag.\nTot dan.", "Dag van aanvraag is maandag.\nTot dan."),
    ],
)
def test_the_greeting_of_somebody_else_is_left_out(text: str, left: str) -> None:
    assert without_greeting(text) == left


@given(st.text(), st.text(min_size=1))
def test_a_draft_stays_as_it_was_typed_before_what_is_added(draft: str, passage: str) -> None:
    assert joined(draft, passage).startswith(draft.rstrip())
    assert joined(draft, passage).endswith(passage)
