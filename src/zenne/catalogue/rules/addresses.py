"""Find the street that somebody means."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from zenne.catalogue.rules.areas import KnownArea
from zenne.catalogue.rules.street_words import KINDS, Words, fold, read_name
from zenne.core.languages.public import Translated

LONGEST_QUERY = 100
SURE = 0.8
NEAR_EXACT = 0.9
WORTH_SHOWING = 0.65
"""A name that is further from what was typed helps nobody: no suggestion is better."""
WORTH_A_LOOK = 0.4
TIE = 0.02
DOUBT = 0.1
"""Below a near-exact score, whatever comes this close may be meant just as well."""
NEAREST_FORMS = 40
MOST_CANDIDATES = 8

POSTCODE = re.compile(r"\b([1-9]\d{3})\b")
NUMBER = r"\d{1,4} ?(?:[a-z]|bis|ter)?(?: \d{1,3})?"
LEADING_NUMBER = re.compile(rf"^(?:{NUMBER}) +(?=\D*[^\W\d]{{2}})")
TRAILING_NUMBER = re.compile(rf"(?<=[^\W\d]) +(?:n|nr|no|num|numero|nummer)? ?{NUMBER}(?: (?:bus|bte|boite|box) \w+)?$")


@dataclass(frozen=True, slots=True)
class KnownStreet:
    """A street as far as finding it goes: latitude and longitude (degrees, WGS 84) are those of its middle."""

    key: str
    name: Translated
    other_names: tuple[str, ...]
    postcode: str
    latitude: float
    longitude: float

    @property
    def both_names(self) -> str:
        """The name as bilingual street signs and OpenStreetMap have it: ``Avenue Louise - Louizalaan``."""
        return " - ".join(dict.fromkeys(self.name.values()))

    @property
    def label(self) -> str:
        """What tells this street from all others, in words that find it again."""
        return self.with_postcode(self.both_names)

    def label_in(self, language: str) -> str:
        """The same for a reader: the name in their language stands first."""
        names = dict.fromkeys([self.name.shown_in(language).text, *self.name.values()])
        return self.with_postcode(" - ".join(names))

    def with_postcode(self, names: str) -> str:
        return f"{names}, {self.postcode}" if self.postcode else names


KnownPlace = KnownStreet | KnownArea


@dataclass(frozen=True, slots=True)
class Candidate:
    """A street or an area that may be meant; ``score`` is 1 for what was typed and 0 for nothing in common."""

    street: KnownPlace
    score: float


@dataclass(frozen=True, slots=True)
class Match:
    """What was found for a typed street or area, best first."""

    candidates: tuple[Candidate, ...]

    @property
    def street(self) -> KnownPlace | None:
        """What is meant; ``None`` when none is near enough, or when only the reader can tell which."""
        return self.candidates[0].street if self.is_found and not self.is_ambiguous else None

    @property
    def is_found(self) -> bool:
        return bool(self.candidates) and self.candidates[0].score >= SURE

    @property
    def is_ambiguous(self) -> bool:
        return self.is_found and len(self.equally_near) > 1

    @property
    def equally_near(self) -> tuple[KnownPlace, ...]:
        """Those between which what was typed does not decide."""
        best = max((one.score for one in self.candidates), default=0)
        lowest = best - (TIE if best >= NEAR_EXACT else DOUBT)
        return tuple(one.street for one in self.candidates if one.score > lowest)

    @property
    def streets(self) -> tuple[KnownPlace, ...]:
        return tuple(candidate.street for candidate in self.candidates)


@dataclass(frozen=True, slots=True)
class Form:
    """One written form of one street."""

    street: KnownStreet
    written: str
    folded: str
    words: Words


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read what was typed: perhaps "12" is a house number and perhaps it belongs to the name."""

    words: Words
    worth: float


class StreetIndex:
    """All streets of a city, ready to be searched. Built once; not changed afterwards."""

    def __init__(self, streets: Iterable[KnownStreet], *, localities: Collection[str] = ()) -> None:
        self.forms = [form for street in streets for form in forms_of(street)]
        self.full = [form.words.full for form in self.forms]
        self.proper = [form.words.proper for form in self.forms]
        self.localities = {folded for locality in localities if (folded := fold(locality))}
        self.by_token: dict[str, set[int]] = {}
        self.by_folded: dict[str, list[Form]] = {}
        for number, form in enumerate(self.forms):
            self.by_folded.setdefault(form.folded, []).append(form)
            for token in form.words.tokens:
                self.by_token.setdefault(token, set()).add(number)

    def find(self, typed: str) -> Match:
        """The streets that ``typed`` may mean, best first, at most eight.

        In either language, without accents, abbreviated, with a typing mistake, with a house number, a postcode or a
        locality around it.
        """
        text = " ".join(typed[:LONGEST_QUERY].split())
        if exact := self.written_as(text):
            return Match(tuple(Candidate(street, 1.0) for street in exact[:MOST_CANDIDATES]))
        postcode = postcode_in(text)
        best: dict[str, Candidate] = {}
        for reading in readings(text, localities=self.localities):
            for number in self.near(reading.words):
                form = self.forms[number]
                score = reading.worth * likeness(reading.words, form.words) * same_place(postcode, form.street)
                known = best.get(form.street.key)
                if score >= WORTH_SHOWING and (known is None or score > known.score):
                    best[form.street.key] = Candidate(form.street, score)
        return Match(tuple(sorted(best.values(), key=lambda one: (-one.score, one.street.key))[:MOST_CANDIDATES]))

    def written_as(self, text: str) -> list[KnownStreet]:
        """The streets with just this name, or else those whose name differs in capitals, accents and signs alone."""
        forms = self.by_folded.get(fold(text), [])
        exact = [form for form in forms if form.written == text] or forms
        return list({form.street.key: form.street for form in exact}.values())

    def near(self, words: Words) -> set[int]:
        """The numbers of the forms that are worth a closer look."""
        found: set[int] = set()
        for text, forms in ((words.full, self.full), (words.proper, self.proper)):
            nearest = process.extract(
                text, forms, scorer=OSA.normalized_similarity, limit=NEAREST_FORMS, score_cutoff=WORTH_A_LOOK
            )
            found.update(number for _, _, number in nearest)
        sets = [self.by_token.get(token, set()) for token in words.tokens]
        return found | set.intersection(*sets) if sets else found


def forms_of(street: KnownStreet) -> Iterator[Form]:
    """The name in each language, other names, and the names together in any order of languages."""
    labels = [street.label_in(language) for language in street.name]
    written = dict.fromkeys([*street.name.values(), *street.other_names, street.both_names, street.label, *labels])
    for text in written:
        yield Form(street, text, fold(text), read_name(fold(text).split()))


def readings(text: str, *, localities: Collection[str] = ()) -> list[Reading]:
    """The ways to read what was typed, the plainest first. What had to be left out makes a reading worth less."""
    plain = fold(text)
    parts = [without_locality(without_postcode(fold(part)), localities) for part in text.split(",")]
    named = [part for part in parts if any(map(str.isalpha, part)) and part not in localities]
    without_place = named[0] if named else plain
    number_first = LEADING_NUMBER.sub("", without_place)
    number_last = TRAILING_NUMBER.sub("", without_place)
    texts = {plain: 1.0}
    for shorter in (without_place, number_first, number_last, TRAILING_NUMBER.sub("", number_first)):
        texts.setdefault(shorter.strip(), 0.99)
    return [Reading(read_name(written.split()), worth) for written, worth in texts.items() if written]


def postcode_in(text: str) -> str:
    """The last number of four figures; empty when there is none."""
    found = POSTCODE.findall(text)
    return str(found[-1]) if found else ""


def without_postcode(folded: str) -> str:
    """A folded address up to its postcode, or after it when nothing stands before."""
    found = POSTCODE.search(folded)
    if found is None:
        return folded
    before, after = folded[: found.start()].strip(), folded[found.end() :].strip()
    return before if any(map(str.isalpha, before)) else after or folded


def without_locality(folded: str, localities: Collection[str]) -> str:
    """A folded address without the place that it ends with, unless it is all there is."""
    for locality in sorted(localities, key=len, reverse=True):
        folded = folded.removesuffix(f" {locality}")
    return folded


def likeness(typed: Words, form: Words) -> float:
    """How near a typed name is to a street's name: 1 is the same, 0 nothing in common.

    Counted in typing mistakes per letter of the proper part of the name, so that a long shared "avenue" does not make
    two names alike. A street of another kind, or one whose kind was not typed, comes after the same name in full.
    """
    letters = max(len(typed.proper), len(form.proper), 1)
    whole = 1 - OSA.distance(typed.full, form.full) / letters
    proper = 1 - OSA.distance(typed.proper, form.proper) / letters
    if set(typed.tokens) < set(form.tokens) and not KINDS.keys() >= set(typed.tokens):
        proper = max(proper, 0.8 + 0.1 * len(typed.proper) / letters)
    return max(whole, proper * weight_of_kind(typed.kinds, form.kinds), 0.0)


def weight_of_kind(typed: frozenset[str], known: frozenset[str]) -> float:
    if typed & known:
        return 0.99
    if not typed:
        return 0.96
    return 0.9 if not known else 0.86


def same_place(postcode: str, street: KnownStreet) -> float:
    """A street with another postcode than the one that was typed comes later, but is not ruled out."""
    return 0.93 if postcode and street.postcode and street.postcode != postcode else 1.0
