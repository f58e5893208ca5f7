"""How a text is cut into sentences, and put together again without loss."""

import re
from collections.abc import Iterator
from typing import Final

LONGEST_SENTENCE: Final = 400
"""Characters. Models learned from sentences: what is longer they shorten, and leave things out."""
BREAK: Final = re.compile(r"(\s*\n\s*|(?<=[.!?…;])\s+)")
ADDRESS: Final = re.compile(r"\S+(?:@|://)\S+|www\.\S+")


def cut(text: str) -> list[tuple[str, str]]:
    """Each sentence of a text with the space that follows it; put together they are the text again."""
    parts = BREAK.split(text)
    return [
        each
        for sentence, space in zip(parts[::2], [*parts[1::2], ""], strict=True)
        for each in shortened(sentence, space)
    ]


def shortened(sentence: str, space: str) -> Iterator[tuple[str, str]]:
    """A sentence, or what it is cut into at its spaces where it is too long."""
    while len(sentence) > LONGEST_SENTENCE:
        end = sentence.rfind(" ", 1, LONGEST_SENTENCE)
        if end < 1:
            yield sentence[:LONGEST_SENTENCE], ""
            sentence = sentence[LONGEST_SENTENCE:]
            continue
        yield sentence[:end], " "
        sentence = sentence[end + 1 :]
    yield sentence, space


def is_language(sentence: str) -> bool:
    """Whether there are words to translate: numbers and addresses stay as they are."""
    return any(each.isalpha() for each in ADDRESS.sub("", sentence))
