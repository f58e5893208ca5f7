"""Word stems per language: the Snowball algorithms (https://snowballstem.org)."""

from functools import lru_cache
from threading import Lock

from Stemmer import Stemmer
from Stemmer import algorithms as known_algorithms

ALGORITHMS = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}

# A Snowball stemmer keeps the word it works on in itself, so two threads must not use one at the same time.
one_at_a_time = Lock()


@lru_cache(maxsize=64)
def stemmer(language: str) -> Stemmer | None:
    """The stemmer of a language (ISO 639-1, a region after "-" is ignored); None where Snowball has none."""
    algorithm = ALGORITHMS.get(language.partition("-")[0])
    return Stemmer(algorithm) if algorithm in known_algorithms() else None


@lru_cache(maxsize=65_536)
def stem(folded: str, language: str) -> str:
    """The stem of a folded word, itself folded. A language without a stemmer, and a number, keep the word as it is."""
    algorithm = stemmer(language)
    if algorithm is None or not folded.isalpha():
        return folded
    word = without_french_ending(folded) if language.partition("-")[0] == "fr" else folded
    with one_at_a_time:
        return algorithm.stemWord(word) or folded


def without_french_ending(folded: str) -> str:
    """The masculine singular of a regular French form.

    Snowball tells "marié", "mariés" and "mariées" from "marie" by their accents, which are folded here because many
    people do not type them, and keeps the s of "photos".
    """
    if len(folded) <= 3:
        return folded
    singular = folded.removesuffix("s")
    return singular[:-1] if singular.endswith("ee") and len(singular) > 4 else singular
