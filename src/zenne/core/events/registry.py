"""Which facts there are, and who wants to know of them."""

import dataclasses
import inspect
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeVar, get_type_hints

from zenne.core.events.errors import UndeclaredFact, WrongFact
from zenne.core.events.rules.fields import is_plain

Fact = TypeVar("Fact")


class When(StrEnum):
    """When a subscriber is told."""

    INSIDE = "inside"
    AFTER_COMMIT = "after commit"


INSIDE: Final = When.INSIDE
"""In the transaction of the fact: an error of the subscriber undoes the fact."""
AFTER_COMMIT: Final = When.AFTER_COMMIT
"""Once the fact is certain. What must not be lost is not done here: it is enqueued as a task, INSIDE."""


@dataclass(frozen=True, slots=True)
class Subscriber:
    """A function that is told of each fact of one type, or of all that are announced ``together``."""

    handler: Callable[[Any], object]
    when: When
    together: bool = False

    def tell(self, happened: Sequence[Any]) -> None:
        """Tell of facts that happened in one transaction."""
        for each in [happened] if self.together else happened:
            self.handler(each)

    @property
    def name(self) -> str:
        """The dotted name of the function."""
        return f"{self.handler.__module__}.{getattr(self.handler, '__qualname__', type(self.handler).__qualname__)}"


_subscribers: dict[type, list[Subscriber]] = {}


def fact(declared: type[Fact]) -> type[Fact]:
    """Declare a fact: a frozen dataclass whose docstring says what happened, with fields that JSON can carry.

    It stands in ``facts.py`` of the module that announces it, and is named in the past tense: ``CityLoaded``.

    Raises:
        WrongFact: one of these does not hold.
    """
    parameters = getattr(declared, "__dataclass_params__", None)
    if parameters is None or not parameters.frozen:
        raise WrongFact(f"{declared.__qualname__} must be a frozen dataclass")
    if not meaning(declared):
        raise WrongFact(f"{declared.__qualname__} needs a docstring that says what happened")
    wrong = [name for name, kind in field_types(declared).items() if not is_plain(kind)]
    if wrong:
        raise WrongFact(f"{declared.__qualname__}: JSON cannot carry the type of {', '.join(wrong)}")
    _subscribers.setdefault(declared, [])
    return declared


def meaning(declared: type) -> str:
    """The docstring of a fact; empty when it is only the one that a dataclass makes for itself."""
    text = inspect.cleandoc(declared.__doc__ or "")
    return "" if text.startswith(f"{declared.__name__}(") else text


def field_types(declared: type) -> dict[str, Any]:
    """The types of a fact's fields by name."""
    hints = get_type_hints(declared)
    return {field.name: hints[field.name] for field in dataclasses.fields(declared)}


def subscribe(to: type[Fact], handler: Callable[[Fact], object], *, when: When) -> None:
    """Be told of each fact of a type; called in ``AppConfig.ready()``. Subscribing twice is nothing.

    Subscribers are told in the order in which they subscribed, which is the order of the modules from the ground up.

    Raises:
        UndeclaredFact: the type was never declared with ``@fact``.
    """
    add(to, Subscriber(handler, when))


def subscribe_together(to: type[Fact], handler: Callable[[Sequence[Fact]], object], *, when: When) -> None:
    """The same for whoever is quicker with many: the handler gets all facts of an ``announce_each`` at once.

    Raises:
        UndeclaredFact: the type was never declared with ``@fact``.
    """
    add(to, Subscriber(handler, when, together=True))


def add(to: type, subscriber: Subscriber) -> None:
    if subscriber not in subscribers_of(to):
        _subscribers[to].append(subscriber)


def subscribers_of(declared: type) -> tuple[Subscriber, ...]:
    """Who is told of facts of this type.

    Raises:
        UndeclaredFact: the type was never declared with ``@fact``.
    """
    try:
        return tuple(_subscribers[declared])
    except KeyError:
        raise UndeclaredFact(f"{declared.__qualname__} is no fact: declare it with @fact") from None


def declared_facts() -> tuple[type, ...]:
    """Every fact that stands in the ``facts.py`` of an installed module, by module and name."""
    standing = [declared for declared in _subscribers if declared.__module__.endswith(".facts")]
    return tuple(sorted(standing, key=lambda declared: (declared.__module__, declared.__qualname__)))
