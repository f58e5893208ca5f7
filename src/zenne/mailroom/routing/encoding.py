"""What turns a text into what it means: an encoder that was learned by others from many texts in many languages.

It is an extra. Without one letters are routed by their words alone.
"""

from collections.abc import Callable, Iterable
from typing import Final, Protocol

import numpy as np
import numpy.typing as npt

from zenne.mailroom.routing.rules.features import DIGIT

Vectors = npt.NDArray[np.float32]

READ_CHARACTERS: Final = 1_000
"""Of a letter, from its subject on: what it is about stands there, and reading more takes longer than it helps."""


class Encoder(Protocol):
    """Texts that mean the same, in whatever words and language, lie near each other in its space."""

    @property
    def name(self) -> str:
        """Which one it is, and of which version: what was learned with one says nothing about another."""
        ...

    def vectors(self, texts: list[str]) -> Vectors:
        """One row for each text; all rows have the same length.

        Raises:
            BrokenEncoder: it cannot be loaded, or cannot read these texts.
        """
        ...


class BrokenEncoder(Exception):
    """An encoder that is there and does not work; it says why. ``code`` is stable."""

    code = "mailroom.broken_encoder"


ENCODERS: Final[list[Callable[[], Encoder | None]]] = []


def register_encoder(find: Callable[[], Encoder | None]) -> None:
    """Say how an encoder is found that may not be installed; of several the first that is there is used."""
    ENCODERS.append(find)


def installed_encoder() -> Encoder | None:
    """The encoder that is used here; it is loaded when it first reads a text."""
    return next((found for find in ENCODERS if (found := find()) is not None), None)


def meanings(encoder: Encoder, letters: Iterable[tuple[str, str]]) -> Vectors:
    """What letters mean, each a subject and a text; one row a letter.

    Every digit is a 0, as it is for words: no number of a person gets into what is learned.

    Raises:
        BrokenEncoder: see ``Encoder.vectors``.
    """
    return encoder.vectors([DIGIT.sub("0", f"{subject} {text}".strip()[:READ_CHARACTERS]) for subject, text in letters])
