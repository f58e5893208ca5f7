"""Find the street, the locality or the postcode that somebody means."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import OSA

from zenne.catalogue.rules.addresses import (
    LONGEST_QUERY,
    MOST_CANDIDATES,
    NEAR_EXACT,
    Candidate,
    Match,
    StreetIndex,
    postcode_in,
)
from zenne.catalogue.rules.areas import KnownArea
from zenne.catalogue.rules.street_words import fold

LIKE_AN_AREA = 0.7
PART_OF_A_NAME = 0.85


class PlaceIndex:
    """All streets and areas of a city, ready to be searched. Built once; not changed afterwards."""

    def __init__(self, streets: StreetIndex, areas: Iterable[KnownArea]) -> None:
        self.streets = streets
        self.localities: dict[str, KnownArea] = {}
        self.postcodes: dict[str, KnownArea] = {}
        for area in areas:
            if area.key.startswith("postcode:"):
                self.postcodes[area.key.removeprefix("postcode:")] = area
            else:
                self.localities.update({fold(name): area for name in area.name.values()})

    def find(self, typed: str) -> Match:
        """What ``typed`` may mean, best first, at most eight: a street, or a locality or postcode and nothing else."""
        text = " ".join(typed[:LONGEST_QUERY].split())
        if self.streets.written_as(text):
            return self.streets.find(text)
        if areas := self.named(text):
            return Match(tuple(Candidate(area, 1.0) for area in areas))
        if not any(map(str.isalpha, text)):
            return Match(())
        found = self.streets.find(text).candidates
        if found and found[0].score >= NEAR_EXACT:
            return Match(found)
        return Match(tuple(sorted([*self.like(text), *found], key=lambda one: -one.score)[:MOST_CANDIDATES]))

    def named(self, text: str) -> Sequence[KnownArea]:
        """The area of which this is the name, the postcode or both; several when postcode and name disagree."""
        postcode = self.postcodes.get(postcode_in(text))
        rest = " ".join(word for word in fold(text).split() if postcode is None or word not in postcode.postcodes)
        localities = list(self.localities_in(rest))
        if rest and not localities:
            return []
        if postcode is None:
            return localities[:1]
        fits = not localities or any(postcode.postcodes <= locality.postcodes for locality in localities)
        return [postcode] if fits else [postcode, localities[0]]

    def localities_in(self, folded: str) -> Iterator[KnownArea]:
        """The localities of which a folded text consists, one after the other; none when anything else is in it."""
        found = []
        while folded:
            name = next((each for each in self.longest_first if f"{folded} ".startswith(f"{each} ")), None)
            if name is None:
                return
            found.append(self.localities[name])
            folded = folded.removeprefix(name).strip()
        yield from found

    @property
    def longest_first(self) -> list[str]:
        return sorted(self.localities, key=len, reverse=True)

    def like(self, text: str) -> Iterator[Candidate]:
        """The localities whose names are nearly this, or have it as a whole word."""
        folded, best = fold(text), dict[str, Candidate]()
        for name, area in self.localities.items():
            score = OSA.normalized_similarity(folded.replace(" ", ""), name.replace(" ", ""))
            if set(folded.split()) < set(name.split()) and len(folded) > 3:
                score = max(score, PART_OF_A_NAME)
            if score >= LIKE_AN_AREA and (area.key not in best or best[area.key].score < score):
                best[area.key] = Candidate(area, score)
        yield from best.values()
