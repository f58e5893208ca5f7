"""What an answer may be made of: answers that were given, what the catalogue says, and texts in two languages."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from zenne.catalogue.public import PublicService, services


@dataclass(frozen=True, slots=True)
class Passage:
    """A text that may help to answer a letter.

    Attributes:
        key: where it stands, for whoever registered it: ``service:passport``, ``answer:12``.
        text: what is compared with a letter; of an answer also the letter that it answered.
    """

    key: str
    text: str
    language: str


MOST_ANSWERS: Final = 5_000
"""The newest of each source: each server process holds what it compares with."""
PASSAGES: Final[list[Callable[[], Iterable[Passage]]]] = []
PARALLEL_TEXTS: Final[list[Callable[[], Iterable[Mapping[str, str]]]]] = []


def register_passages(source: Callable[[], Iterable[Passage]]) -> None:
    """Say where passages come from, the newest first: answers that were given, ready answers."""
    if source not in PASSAGES:
        PASSAGES.append(source)


def register_parallel_texts(source: Callable[[], Iterable[Mapping[str, str]]]) -> None:
    """Say where texts come from that say the same in several languages: ``{"nl": …, "fr": …}``."""
    if source not in PARALLEL_TEXTS:
        PARALLEL_TEXTS.append(source)


def known_passages() -> list[Passage]:
    """The passages of the catalogue and of all sources; the same words are there once."""
    found = [passage for service in services() for passage in passages_of(service)]
    for source in PASSAGES:
        for number, passage in enumerate(source()):
            if number >= MOST_ANSWERS:
                break
            found.append(passage)
    once = {(each.language, " ".join(each.text.split())): each for each in reversed(found) if each.text.strip()}
    return list(reversed(once.values()))


def known_parallel_texts() -> list[Mapping[str, str]]:
    """Texts of the catalogue in its languages, and those of all sources."""
    own = [text for service in services() for text in parallel_texts_of(service)]
    return [*own, *(text for source in PARALLEL_TEXTS for text in source())]


def passages_of(service: PublicService) -> Iterator[Passage]:
    for language, name in service.name.items():
        parts = [name, service.summary.get(language, ""), service.description.get(language, "")]
        yield Passage(f"service:{service.slug}", "\n".join(parts), language)


def parallel_texts_of(service: PublicService) -> Iterator[Mapping[str, str]]:
    texts = [service.name, service.summary, service.description]
    yield from ({**each} for each in texts)
    yield from ({**each.text} for each in (*service.requirements, *service.outputs))
