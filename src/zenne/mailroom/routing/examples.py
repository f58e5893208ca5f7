"""What there is to learn from: letters whose service is known, and what the catalogue says about its services."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from zenne.catalogue.public import PublicService, services


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the service that it is for.

    Attributes:
        subject: of the letter; may be empty.
        text: what the writer wrote themselves.
        service: the slug of the service.
        at: when the letter came; nothing for a text of the catalogue.
    """

    subject: str
    text: str
    language: str
    service: str
    at: datetime | None


MOST_LETTERS: Final = 20_000
"""The newest ones: what the city does changes, and a night is short."""
SOURCES: Final[list[Callable[[], Iterable[Example]]]] = []


def register_letters(source: Callable[[], Iterable[Example]]) -> None:
    """Say where letters come from whose service a person knows: corrected, or answered by its team."""
    if source not in SOURCES:
        SOURCES.append(source)


def known_letters() -> list[Example]:
    """The newest letters with a service that still exists, the oldest first."""
    current = set(services().values_list("slug", flat=True))
    found = [each for source in SOURCES for each in source() if each.at is not None and each.service in current]
    return sorted(found, key=lambda each: (each.at, each.service, each.subject))[-MOST_LETTERS:]


def catalogue_examples() -> list[Example]:
    """What the catalogue says about each service: its texts, and each of its names, in each of its languages."""
    return [example for service in services() for example in examples_of(service)]


def examples_of(service: PublicService) -> Iterator[Example]:
    for language, name in service.name.items():
        summary = service.summary.get(language, "")
        parts = [
            summary,
            service.description.get(language, ""),
            *(each.text.get(language, "") for each in (*service.requirements, *service.outputs)),
        ]
        yield Example(name, "\n".join(parts), language, service.slug, None)
        yield Example(name, summary, language, service.slug, None)
        for synonym in service.synonyms.get(language, ()):
            yield Example(synonym, "", language, service.slug, None)
