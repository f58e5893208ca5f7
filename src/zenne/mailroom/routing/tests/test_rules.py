"""Features of texts, and how sure a guess is."""

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from zenne.mailroom.routing.rules.chances import (
    calibration_curve,
    calibration_error,
    chances_of,
    coverage_curve,
    fitting_steepness,
    sure_from,
)
from zenne.mailroom.routing.rules.comparing import held_out
from zenne.mailroom.routing.rules.features import LOOKED_AT_CHARACTERS, folded, views_of
from zenne.mailroom.routing.rules.vocabulary import SHARES, vocabulary_of

WHATEVER_THE_MACHINE = examples(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
CONFIDENCES = st.lists(
    st.tuples(st.integers(0, 20).map(lambda each: each / 20), st.booleans()), min_size=1, max_size=80
)


@WHATEVER_THE_MACHINE
@given(st.text(max_size=80), st.text(max_size=200))
def test_any_text_has_a_vector_of_bounded_length(subject: str, text: str) -> None:
    views = views_of(subject, text)
    vocabulary = vocabulary_of([views, views_of("Parkeerkaart", "auto")], [0, 1])

    places, values = vocabulary.vector(views)

    assert len(set(places.tolist())) == len(places) == len(values)
    assert np.dot(values, values) <= sum(SHARES.values()) + 1e-9


def test_accents_and_capitals_do_not_matter() -> None:
    assert folded("ÉTÉ à Liège") == "ete a liege"


def test_no_number_of_a_person_becomes_a_feature() -> None:
    views = views_of("Dossier 85.07.30-033.61", "rekening BE68 5390 0754 7034, ②③ ٤٥")

    assert not [
        feature
        for view in views
        for feature in view.counts
        if [each for each in feature if each.isdigit() and each != "0"]
    ]


def test_a_long_letter_is_read_from_its_beginning() -> None:
    assert len(folded("a" * 3 * LOOKED_AT_CHARACTERS)) == LOOKED_AT_CHARACTERS


def test_compounds_share_pieces() -> None:
    _, one, _ = views_of("", "parkeerkaart")
    _, other, _ = views_of("", "bewonersparkeerkaart")

    assert len(one.counts.keys() & other.counts.keys()) > len(one.counts) / 2


@WHATEVER_THE_MACHINE
@given(st.lists(st.lists(st.floats(-5, 5), min_size=3, max_size=3), min_size=1, max_size=8), st.floats(0.1, 40))
def test_chances_add_up_to_one_in_the_order_of_the_scores(rows: list[list[float]], steepness: float) -> None:
    scores = np.array(rows)

    chances = chances_of(scores, steepness=steepness)

    assert chances.sum(axis=1) == pytest.approx(1)
    assert (chances[np.arange(len(rows)), scores.argmax(axis=1)] == chances.max(axis=1)).all()


def test_scores_that_are_often_wrong_are_believed_less() -> None:
    scores = np.array([[0.8, 0.2]] * 10)

    always = fitting_steepness(scores, np.zeros(10, dtype=np.int64))
    often = fitting_steepness(scores, np.array([0] * 6 + [1] * 4))

    assert always > often


@WHATEVER_THE_MACHINE
@given(CONFIDENCES)
def test_above_the_threshold_fewer_than_one_in_twenty_went_wrong(seen: list[tuple[float, bool]]) -> None:
    confidences, is_right = np.array([each for each, _ in seen]), np.array([each for _, each in seen])

    limit = sure_from(confidences, is_right)

    if limit is not None:
        assert (~is_right[confidences >= limit]).sum() / (confidences >= limit).sum() < 0.05


def test_a_handful_of_lucky_guesses_is_no_reason_to_route_alone() -> None:
    assert sure_from(np.full(18, 0.99), np.ones(18, dtype=bool)) is None
    assert sure_from(np.full(20, 0.99), np.ones(20, dtype=bool)) == 0.99
    assert sure_from(np.empty(0), np.empty(0, dtype=bool)) is None


def test_calibration_is_perfect_when_what_was_said_came_true() -> None:
    confidences = np.array([0.75] * 4 + [0.55] * 20)
    is_right = np.array([True] * 3 + [False] + [True] * 11 + [False] * 9)

    assert calibration_error(confidences, is_right) == pytest.approx(0)
    assert calibration_error(confidences, ~is_right) > 0.1
    assert sum(share for share, _, _ in calibration_curve(confidences, is_right)) == pytest.approx(1)


def test_the_surest_letters_come_first_on_the_curve() -> None:
    curve = coverage_curve(np.array([0.2, 0.9]), np.array([False, True]))

    assert curve == [(0.5, 1.0), (1.0, 0.5)]


@WHATEVER_THE_MACHINE
@given(st.integers(0, 100_000))
def test_some_letters_are_held_out_and_most_are_not(letters: int) -> None:
    assert held_out(letters) * 2 <= letters
    assert held_out(letters) or letters < 40
