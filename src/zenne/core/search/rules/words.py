"""Take text apart into words, whatever it contains."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST_WORD = 40
UNDECOMPOSED = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "þ": "th", "ð": "d"})

# A word, perhaps with apostrophes in it: "l'identité", "foto's". An underscore is no letter.
WORD = re.compile(r"[^\W_]+(?:['’ʼ`´][^\W_]+)*")
APOSTROPHE = re.compile(r"['’ʼ`´]")
# What French and Italian put before an apostrophe; it says nothing about the word that follows.
ELIDED_FRENCH = {"l", "d", "j", "m", "t", "s", "n", "c", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu", "presqu"}
ELIDED_ITALIAN = {"un", "dell", "all", "nell", "sull", "dall", "coll", "quell"}
ELIDED = ELIDED_FRENCH | ELIDED_ITALIAN


class Word(NamedTuple):
    """One word of a text: as written, folded, and where it stands (offsets in characters)."""

    written: str
    folded: str
    start: int
    end: int


def clean(text: str) -> str:
    """The text without what cannot be shown or stored: control characters and lone surrogates become spaces, invisible
    format characters (direction marks, zero-width joiners) vanish. Line ends and tabs become spaces too.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(filter(None, map(_visible, unicodedata.normalize("NFC", text))))


@lru_cache(maxsize=4096)
def _visible(character: str) -> str:
    category = unicodedata.category(character)
    if category in {"Cc", "Cs", "Zl", "Zp"}:
        return " "
    return "" if category == "Cf" else character


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """Lower case, no accents, ligatures written out: ``"Œuvré"`` is ``"oeuvre"``, ``"Straße"`` is ``"strasse"``."""
    if word.isascii():
        return word.lower()
    spread = unicodedata.normalize("NFKD", word.casefold()).casefold()
    kept = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return "".join(filter(str.isalnum, kept.translate(UNDECOMPOSED)))


def words_of(text: str) -> Iterator[Word]:
    """The words of a cleaned text in order, without elided articles and lone letters after an apostrophe."""
    has_apostrophes = APOSTROPHE.search(text) is not None
    for match in WORD.finditer(text):
        written = match[0]
        if has_apostrophes and APOSTROPHE.search(written):
            yield from _apostrophe_parts(written, match.start())
        elif folded := fold(written)[:LONGEST_WORD]:
            yield Word(written, folded, *match.span())


def _apostrophe_parts(written: str, start: int) -> Iterator[Word]:
    parts = APOSTROPHE.split(written)
    offset = start
    for place, part in enumerate(parts):
        folded = fold(part)[:LONGEST_WORD]
        is_last = place == len(parts) - 1
        dropped = (not is_last and folded in ELIDED) or (place > 0 and len(folded) == 1)
        if folded and not dropped:
            yield Word(part, folded, offset, offset + len(part))
        offset += len(part) + 1
