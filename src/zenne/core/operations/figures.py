"""Figures that other modules give to those who run the installation."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Figures = float | Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure that is read when somebody asks: the value, or one value per state."""

    name: str
    help: "StrOrPromise"
    read: Callable[[], Figures]
    label: str = "state"
    is_for_people: bool = True


log = structlog.get_logger("zenne.operations")
_gauges: dict[str, Gauge] = {}
_words: dict[str, Mapping[str, "StrOrPromise"]] = {}


def register_gauge(
    name: str,
    *,
    help: "StrOrPromise",  # noqa: A002 - what Prometheus calls it
    read: Callable[[], Figures],
    label: str = "state",
    is_for_people: bool = True,
) -> None:
    """Show a figure at ``/metrics`` and on the operators' page; called in ``AppConfig.ready()``.

    Args:
        name: as Prometheus wants it, with the unit at its end: ``zenne_outbox_messages``.
        help: what it is, one sentence, lazily translated: Prometheus gets it in English.
        read: gives the value, or one value for each of a few fixed words. No personal data, and nothing without bounds:
            each word becomes a time series.
        label: what these words are.
        is_for_people: whether the operators' page shows it too.
    """
    _gauges[name] = Gauge(name, help, read, label, is_for_people)


def name_states(name: str, words: "Mapping[str, StrOrPromise]") -> None:
    """What people call the states of a figure, lazily translated; called in ``AppConfig.ready()``."""
    _words[name] = words


def words_of(name: str) -> "Mapping[str, StrOrPromise]":
    """The words for the states of a figure."""
    return _words.get(name, {})


def read_gauges() -> Iterator[tuple[Gauge, Mapping[str, float]]]:
    """All figures by name, each with its values by state; the state of the only value is empty.

    A figure that cannot be read is left out, and the log says so: it takes no other with it.
    """
    for _, gauge in sorted(_gauges.items()):
        try:
            read = gauge.read()
        except Exception as error:
            log.warning("figure not read", figure=gauge.name, exc_info=error)
        else:
            yield gauge, read if isinstance(read, Mapping) else {"": read}
