"""What can translate: engines that a module registers, asked in their order."""

from collections.abc import Callable, Collection, Sequence
from threading import Lock
from time import monotonic
from typing import Final, Protocol

from zenne.mailroom.translation.errors import NotTranslated
from zenne.mailroom.translation.rules.sentences import cut, is_language

LONGEST_TEXT: Final = 6_000
"""Characters: four pages. Somebody waits for it in front of the screen."""
AT_ONCE: Final = 8
MOST_SECONDS: Final = 25.0
SECONDS_FOR_A_TURN: Final = 5.0


class Engine(Protocol):
    """Something that translates sentences. It is asked by one thread at a time."""

    def pairs(self) -> Collection[tuple[str, str]]:
        """From which language into which, by their codes. It is asked for each page, so it must be quick."""
        ...

    def translate(self, sentences: Sequence[str], *, source: str, target: str) -> list[str]:
        """Each sentence in the other language, in the same order.

        Raises:
            NotTranslated: ``broken-model``.
        """
        ...


ENGINES: Final[list[Engine]] = []
TURN: Final = Lock()
"""One text at a time in a process: so memory and processor stay within bounds, however many ask."""


def register_engine(engine: Engine) -> None:
    """Say what else can translate. Of two that know the same languages the first one does."""
    ENGINES.append(engine)


def can_translate(source: str, target: str) -> bool:
    """Whether there is a model from one language into the other."""
    return engine_for(source, target) is not None


def engine_for(source: str, target: str) -> Engine | None:
    return next((each for each in ENGINES if (source, target) in each.pairs()), None)


def translated(text: str, *, source: str, target: str, clock: Callable[[], float] = monotonic) -> str:
    """A text in another language, made by a machine: a draft for a person to read, with the lines of the text.

    Raises:
        NotTranslated: there is ``no-model`` for these languages, the text is ``too-long``, others translate and it is
            ``busy``, it would be ``too-slow``, or a ``broken-model``.
    """
    engine = engine_for(source, target)
    if engine is None:
        raise NotTranslated("no-model")
    if len(text) > LONGEST_TEXT:
        raise NotTranslated("too-long")
    if not TURN.acquire(timeout=SECONDS_FOR_A_TURN):
        raise NotTranslated("busy")
    try:
        return in_pieces(text, engine, source=source, target=target, clock=clock)
    finally:
        TURN.release()


def in_pieces(text: str, engine: Engine, *, source: str, target: str, clock: Callable[[], float]) -> str:
    """A few sentences after the other, as long as there is time."""
    parts, end = cut(text), clock() + MOST_SECONDS
    said = [sentence for sentence, _ in parts]
    wanted = [place for place, sentence in enumerate(said) if is_language(sentence)]
    for begin in range(0, len(wanted), AT_ONCE):
        if clock() > end:
            raise NotTranslated("too-slow")
        places = wanted[begin : begin + AT_ONCE]
        found = engine.translate([said[place] for place in places], source=source, target=target)
        for place, sentence in zip(places, found, strict=True):
            said[place] = sentence
    return "".join(sentence + space for sentence, (_, space) in zip(said, parts, strict=True))
