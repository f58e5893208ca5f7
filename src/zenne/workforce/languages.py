"""Languages that people speak, by code and by name."""

import difflib
from collections.abc import Iterable
from functools import lru_cache

from babel import Locale
from django.utils.translation import get_language


@lru_cache(maxsize=16)
def names_in(language: str) -> dict[str, str]:
    """Code and name of every spoken language that Unicode knows, as the reader's language calls them."""
    names = Locale.parse(language).languages
    return {code: str(name) for code, name in names.items() if 2 <= len(code) <= 3 and code.isalpha()}


def language_names(codes: Iterable[str]) -> list[str]:
    """The names of some languages, for the reader."""
    names = names_in(get_language() or "en")
    return [names.get(code, code) for code in codes]


def code_of(words: str) -> str | None:
    """The code of a language that somebody wrote: a code, or its name in the reader's language or in English."""
    said = words.strip().casefold()
    own = names_in(get_language() or "en")
    if said in own:
        return said
    for names in (own, *(names_in(code) for code in ("en", "nl", "fr", "de"))):
        for code, name in names.items():
            if name.casefold() == said:
                return code
    return None


def nearest_name(words: str) -> str:
    """The language whose name looks most like what was written; empty for none."""
    names = list(names_in(get_language() or "en").values())
    by_folded = {name.casefold(): name for name in names}
    near = difflib.get_close_matches(words.strip().casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[near[0]] if near else ""
