"""Letters about a few services, made of their words."""

import random
from datetime import UTC, datetime, timedelta
from typing import Final

from zenne.mailroom.routing.examples import Example

FIRST_DAY: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)
WORDS: Final = {
    "parking": "parkeerkaart auto garage bewoner nummerplaat takelen parkeren straat",
    "passport": "paspoort reizen vliegtuig pasfoto vervallen spoed buitenland ambassade",
    "waste": "vuilnis zak ophaling container sluikstort recyclage glas sorteren",
}
OF_ALL: Final = ("goedendag", "mevrouw", "meneer", "kan", "ik", "graag", "weten", "hoe", "waar", "dank", "vriendelijk")


def make_letters(number: int, *, seed: int = 1, begins: datetime = FIRST_DAY) -> list[Example]:
    """Letters, one an hour, each about the next service; the same seed gives the same letters."""
    chance = random.Random(seed)  # noqa: S311 - only for a test
    services = list(WORDS)
    return [
        make_letter(services[each % len(services)], chance=chance, at=begins + timedelta(hours=each))
        for each in range(number)
    ]


def make_letter(service: str, *, chance: random.Random, at: datetime) -> Example:
    own = chance.sample(WORDS[service].split(), 3)
    words = [*own, *chance.sample(OF_ALL, 5)]
    chance.shuffle(words)
    return Example(own[0].title(), " ".join(words), "nl", service, at)
