"""What there is to learn from: letters whose service is known, and what the catalogue says about its services."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the service that it is for.

    Attributes:
        service: the slug of the service.
        at: when the letter came; nothing for a text of the catalogue.
    """

    subject: str
    text: str
    language: str
    service: str
    at: datetime | None
