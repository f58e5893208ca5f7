"""Finding a street from what people type."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zenne.catalogue.rules.addresses import MOST_CANDIDATES, StreetIndex
from zenne.catalogue.rules.street_words import fold
from zenne.catalogue.tests.place_builders import known_street

STREETS = [
    known_street("Avenue Louise", "Louizalaan", "1050"),
    known_street("Place Louise", "Louizaplein", "1000"),
    known_street("Chaussée de Wavre", "Waversesteenweg", "1050"),
    known_street("Place Sainte-Catherine", "Sint-Katelijneplein", "1000"),
    known_street("Rue de la Loi", "Wetstraat", "1000"),
    known_street("Rue du Docteur Roux", "Dokter Rouxstraat", "1070"),
    known_street("Rue de l'Église", "Kerkstraat", "1000"),
    known_street("Rue de l'Église", "Kerkstraat", "1020"),
    known_street("Boulevard Anspach", "Anspachlaan", "1000", "Boulevard Central"),
    known_street("Avenue Houba-de Strooper", "Houba-de Strooperlaan", "1020"),
    known_street("Petite Rue 14", "Straatje 14", "1130"),
]
INDEX = StreetIndex(STREETS, localities=["Bruxelles", "Brussel", "Brussels", "Laeken"])


def found(typed: str) -> str:
    street = INDEX.find(typed).street
    return street.name["fr"] if street else ""


@pytest.mark.parametrize(
    ("typed", "french"),
    [
        ("av. louise", "Avenue Louise"),
        ("louizalaan", "Avenue Louise"),
        ("chee de wavre", "Chaussée de Wavre"),
        ("ch. de Wavre 12/3", "Chaussée de Wavre"),
        ("waverse stwg", "Chaussée de Wavre"),
        ("waversestw. 5 bus 2", "Chaussée de Wavre"),
        ("12 av louise 1050", "Avenue Louise"),
        ("Louizalaan 12, Brussel", "Avenue Louise"),
        ("1050 Bruxelles, avenue Louise", "Avenue Louise"),
        ("LOUIZA LAAN", "Avenue Louise"),
        ("louizaln", "Avenue Louise"),
        ("avenue louiza", "Avenue Louise"),
        ("avenu louise", "Avenue Louise"),
        ("Avenue Luoise 12bis Bruxelles", "Avenue Louise"),
        ("pl. ste catherine", "Place Sainte-Catherine"),
        ("st katelijnepl", "Place Sainte-Catherine"),
        ("sint katelijne plein", "Place Sainte-Catherine"),
        ("r. de la loi 16", "Rue de la Loi"),
        ("wetstr. 16, 1000 Brussel", "Rue de la Loi"),
        ("rue du dr roux", "Rue du Docteur Roux"),
        ("houba", "Avenue Houba-de Strooper"),
        ("bd central", "Boulevard Anspach"),
        ("Boulevard Anspach - Anspachlaan", "Boulevard Anspach"),
        ("petite rue 14", "Petite Rue 14"),
    ],
)
def test_finds_the_street_that_is_meant(typed: str, french: str) -> None:
    assert found(typed) == french


@pytest.mark.parametrize("typed", ["", "   ", "zzzz", "12", "1050", "!?", "\x00", "\u202e", "rue", "' OR 1=1 --"])
def test_finds_nothing_where_nothing_is_meant(typed: str) -> None:
    assert INDEX.find(typed).street is None


def test_asks_which_of_two_streets_with_one_name_is_meant() -> None:
    match = INDEX.find("rue de l'eglise")
    assert match.is_ambiguous
    assert {street.postcode for street in match.equally_near} == {"1000", "1020"}


def test_a_postcode_decides_between_two_streets_with_one_name() -> None:
    street = INDEX.find("kerkstraat 5 1020 Laeken").street
    assert street is not None
    assert street.postcode == "1020"


def test_asks_when_only_the_kind_of_street_would_decide() -> None:
    assert {street.name["nl"] for street in INDEX.find("louise").equally_near} == {"Louizalaan", "Louizaplein"}


def test_a_wrong_postcode_does_not_hide_the_street() -> None:
    assert found("avenue louise 1030") == "Avenue Louise"


def test_suggests_the_nearest_names_for_a_street_it_does_not_know() -> None:
    match = INDEX.find("avenue louisas")
    assert match.street is None
    assert match.streets[0].name["fr"] == "Avenue Louise"


@pytest.mark.parametrize("street", STREETS, ids=lambda street: street.label)
def test_the_label_of_a_street_finds_it_again(street) -> None:  # type: ignore[no-untyped-def]
    assert INDEX.find(street.label).street == street


@given(st.text(max_size=300))
def test_any_text_gets_an_answer_in_order(text: str) -> None:
    match = INDEX.find(text)
    scores = [candidate.score for candidate in match.candidates]
    assert scores == sorted(scores, reverse=True)
    assert all(0 < score <= 1 for score in scores)
    assert len({street.key for street in match.streets}) == len(scores) <= MOST_CANDIDATES


@given(
    st.sampled_from(STREETS),
    st.sampled_from(["fr", "nl"]),
    st.integers(1, 999),
    st.sampled_from(["", " 1000", ", Bruxelles"]),
)
def test_a_house_number_and_a_place_change_nothing(street, language: str, number: int, place: str) -> None:  # type: ignore[no-untyped-def]
    assert street.name[language] in {
        other.name[language] for other in INDEX.find(f"{street.name[language]} {number}{place}").equally_near
    }


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize("typed", ["kerkstraat", "place flagey"])
def test_suggests_no_name_that_is_far_from_what_was_typed(typed: str) -> None:
    names = [
        {"fr": "Rue de la Montagne", "nl": "Bergstraat"},
        {"fr": "Rue Blaes", "nl": "Blaesstraat"},
        {"fr": "Rue de Flandre", "nl": "Vlaamsesteenweg"},
    ]
    index = StreetIndex(known_street(name["fr"], name["nl"]) for name in names)

    assert not index.find(typed).candidates
