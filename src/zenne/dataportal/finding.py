"""Find data sets among those that a reader knows of."""

import difflib
from collections.abc import Sequence
from typing import Final

from zenne.core.search.public import search
from zenne.dataportal.queries import KnownDataset
from zenne.dataportal.rules.policies import OPEN
from zenne.dataportal.search_sources import KIND

MOST_MATCHES: Final = 100
MOST_SUGGESTIONS: Final = 5
LONGEST_NAME: Final = 100
LONGEST_WORDS: Final = 200
OF_THE_CITY: Final = "city"
"""Stands for the city itself, where otherwise the key of the department that publishes stands."""


def matching(found: Sequence[KnownDataset], words: str, *, language: str) -> list[KnownDataset]:
    """Those that match the words, best first.

    The search holds only what everybody may know; the others are few and are looked through here.
    """
    hits = search(query=words, language=language, kinds=[KIND], limit=MOST_MATCHES)
    rank = {hit.key: place for place, hit in enumerate(hits.items)}
    wanted = words.casefold()[:LONGEST_WORDS].split()
    return [
        *sorted((each for each in found if each.dataset.slug in rank), key=lambda each: rank[each.dataset.slug]),
        *(each for each in found if each.dataset.slug not in rank and is_protected(each) and has_all(each, wanted)),
    ]


def is_protected(known: KnownDataset) -> bool:
    return known.is_open and known.dataset.need != OPEN


def has_all(known: KnownDataset, wanted: Sequence[str]) -> bool:
    """Whether the texts of a data set have all words, in whatever language."""
    dataset = known.dataset
    keywords = [word for words in dataset.keywords.values() for word in words]
    text = "\n".join([dataset.slug, *dataset.title.values(), *dataset.description.values(), *keywords]).casefold()
    return bool(wanted) and all(word in text for word in wanted)


def publisher_key(known: KnownDataset) -> str:
    """The key of the department that publishes a data set, or that of the city."""
    publisher = known.dataset.publisher
    return publisher.key if publisher else OF_THE_CITY


def nearest(found: Sequence[KnownDataset], name: str) -> list[KnownDataset]:
    """Those whose name is most like a name that does not exist."""
    by_slug = {each.dataset.slug: each for each in found}
    close = difflib.get_close_matches(name[:LONGEST_NAME].lower(), by_slug, n=MOST_SUGGESTIONS, cutoff=0.5)
    return [by_slug[slug] for slug in close]


def similar(found: Sequence[KnownDataset], to: KnownDataset, *, most: int = 3) -> list[KnownDataset]:
    """Those that share most with a data set: words first, then themes. The same publisher alone makes none similar."""
    scored = [(likeness(each, to), each) for each in found if each.dataset.pk != to.dataset.pk]
    likely = sorted((pair for pair in scored if pair[0] >= 1), key=lambda pair: (-pair[0], pair[1].dataset.slug))
    return [each for _score, each in likely[:most]]


def likeness(one: KnownDataset, other: KnownDataset) -> float:
    """How much two data sets have in common."""
    words = words_of(one) & words_of(other)
    themes = set(one.dataset.themes) & set(other.dataset.themes)
    is_same_publisher = one.dataset.publisher_id == other.dataset.publisher_id
    return 2 * len(words) + len(themes) + 0.5 * is_same_publisher


def words_of(known: KnownDataset) -> set[str]:
    return {word.casefold() for words in known.dataset.keywords.values() for word in words}
