"""Finding the 3,427 real street names of Brussels, each in both languages, as people type them."""

import csv
import random
from collections.abc import Callable

import pytest
from django.conf import settings

from zenne.catalogue.rules.addresses import KnownStreet, StreetIndex
from zenne.catalogue.rules.street_words import fold
from zenne.catalogue.rules.streets import names_of

REAL_NAMES = settings.PROJECT_FOLDER.parent / "shared" / "data" / "brussels" / "street_names.csv"
pytestmark = pytest.mark.skipif(
    not REAL_NAMES.is_file(), reason="the street names of Brussels are not beside the project"
)

SEED = 20261124
LETTERS = "abcdefghijklmnopqrstuvwxyz"
SHORT_FORMS = (
    ("avenue ", "av. "), ("boulevard ", "bd "), ("chaussée ", "chée "), ("rue ", "r. "), ("place ", "pl. "),
    ("square ", "sq. "), ("allée ", "all. "), ("impasse ", "imp. "), ("drève ", "dr. "), ("saint-", "st-"),
    ("sainte-", "ste "), ("sint-", "st. "), ("steenweg", "stwg"), ("straat", "str."), ("laan", "ln."), ("plein", "pln"),
)  # fmt: skip


@pytest.fixture(scope="module")
def streets() -> list[KnownStreet]:
    with REAL_NAMES.open(encoding="utf-8", newline="") as file:
        names = [names_of({"name": row["name"]}, name_languages=["fr", "nl"]) for row in csv.DictReader(file)]
    return [KnownStreet("|".join(name.values()), name, (), "", 50.85, 4.35) for name in names]


@pytest.fixture(scope="module")
def index(streets: list[KnownStreet]) -> StreetIndex:
    return StreetIndex(streets, localities=["Bruxelles", "Brussel"])


def share_found_first(
    index: StreetIndex, streets: list[KnownStreet], typed_as: Callable[[str], str], *, every: int
) -> float:
    """How many of the names, typed in some way, have a street of that name as the first answer: 0 to 1."""
    names = [name for street in streets for name in dict.fromkeys(street.name.values())][::every]
    hits = 0
    for name in names:
        candidates = index.find(typed_as(name)).candidates
        first = candidates[0].street.name.values() if candidates else ()
        hits += fold(name) in {fold(each) for each in first}
    return hits / len(names)


def shortened(name: str) -> str:
    name = name.lower()
    for long, short in SHORT_FORMS:
        name = name.replace(long, short)
    return name


def mistyped(chance: random.Random) -> Callable[[str], str]:
    """One letter left out, added, wrong, or two in the wrong order."""

    def type_badly(name: str) -> str:
        at, letter = chance.randrange(len(name) - 1), chance.choice(LETTERS)
        return chance.choice(
            [
                name[:at] + name[at + 1 :],
                name[:at] + letter + name[at:],
                name[:at] + letter + name[at + 1 :],
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            ]
        )

    return type_badly


def test_there_are_3427_names(streets: list[KnownStreet]) -> None:
    assert len(streets) == 3427


def test_every_name_finds_itself(index: StreetIndex, streets: list[KnownStreet]) -> None:
    assert share_found_first(index, streets, lambda name: name, every=1) == 1


def test_names_are_found_without_accents_and_capitals(index: StreetIndex, streets: list[KnownStreet]) -> None:
    assert share_found_first(index, streets, fold, every=15) >= 0.99


def test_names_are_found_abbreviated(index: StreetIndex, streets: list[KnownStreet]) -> None:
    assert share_found_first(index, streets, shortened, every=15) >= 0.99


def test_names_are_found_with_a_typing_mistake(index: StreetIndex, streets: list[KnownStreet]) -> None:
    assert share_found_first(index, streets, mistyped(random.Random(SEED)), every=15) >= 0.97  # noqa: S311


@pytest.mark.parametrize("typed", ["av. louise", "louizalaan", "12 av louise 1050", "louiza laan"])
def test_the_avenue_louise_is_found(index: StreetIndex, typed: str) -> None:
    street = index.find(typed).street
    assert street is not None
    assert street.both_names == "Avenue Louise - Louizalaan"
