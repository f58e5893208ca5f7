"""The words of which street names are made, in the forms that people type."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ß": "ss"}
)
NOT_A_LETTER = re.compile(r"[\W_]+")

# A Dutch or German kind stands for one or more French ones: "laan" is an avenue as well as a boulevard.
KINDS: dict[str, frozenset[str]] = {
    "rue": frozenset({"rue"}),
    "avenue": frozenset({"avenue"}),
    "boulevard": frozenset({"boulevard"}),
    "chaussee": frozenset({"chaussee"}),
    "place": frozenset({"place"}),
    "placette": frozenset({"place"}),
    "square": frozenset({"square"}),
    "allee": frozenset({"allee"}),
    "dreve": frozenset({"dreve"}),
    "impasse": frozenset({"impasse"}),
    "chemin": frozenset({"chemin"}),
    "sentier": frozenset({"sentier"}),
    "clos": frozenset({"clos"}),
    "quai": frozenset({"quai"}),
    "galerie": frozenset({"galerie"}),
    "passage": frozenset({"passage"}),
    "venelle": frozenset({"venelle"}),
    "ruelle": frozenset({"venelle"}),
    "pont": frozenset({"pont"}),
    "porte": frozenset({"porte"}),
    "parvis": frozenset({"parvis", "place"}),
    "straat": frozenset({"rue"}),
    "straatje": frozenset({"rue", "venelle"}),
    "laan": frozenset({"avenue", "boulevard"}),
    "lei": frozenset({"avenue", "boulevard"}),
    "steenweg": frozenset({"chaussee"}),
    "plein": frozenset({"place", "square"}),
    "plaats": frozenset({"place"}),
    "voorplein": frozenset({"parvis", "place"}),
    "dreef": frozenset({"allee", "dreve"}),
    "gang": frozenset({"impasse"}),
    "weg": frozenset({"chemin"}),
    "pad": frozenset({"sentier", "chemin"}),
    "gaarde": frozenset({"clos"}),
    "kaai": frozenset({"quai"}),
    "galerij": frozenset({"galerie"}),
    "doorgang": frozenset({"passage"}),
    "steeg": frozenset({"venelle", "rue"}),
    "brug": frozenset({"pont"}),
    "poort": frozenset({"porte"}),
    "strasse": frozenset({"rue"}),
    "platz": frozenset({"place"}),
}
"""Words for a kind of street, folded, each with the kinds it can stand for."""

SUFFIXES = (
    "steenweg", "straatje", "voorplein", "doorgang", "galerij", "strasse", "straat", "gaarde", "plaats", "plein",
    "platz", "dreef", "steeg", "poort", "laan", "kaai", "gang", "brug", "weg", "pad", "lei",
)  # fmt: skip
"""Kinds that Dutch and German write at the end of the name, the longest first."""

SHORT_KINDS = {
    "av": "avenue", "ave": "avenue", "aven": "avenue", "bd": "boulevard", "bld": "boulevard", "bvd": "boulevard",
    "blvd": "boulevard", "boul": "boulevard", "ch": "chaussee", "chee": "chaussee", "chss": "chaussee",
    "chauss": "chaussee", "r": "rue", "pl": "place", "plc": "place", "sq": "square", "imp": "impasse", "all": "allee",
    "dr": "dreve", "chem": "chemin", "sent": "sentier", "gal": "galerie", "pass": "passage", "q": "quai",
}  # fmt: skip
"""Short forms at the beginning of a name."""

SHORT_SUFFIXES = {
    "stwg": "steenweg", "stw": "steenweg", "stg": "steenweg", "str": "straat", "ln": "laan", "pln": "plein",
    "pl": "plein", "dr": "dreef", "sq": "square", "strass": "strasse",
}  # fmt: skip
"""Short forms at the end of a name; those of three letters and more also stick to the word before."""

ONE_FORM = {
    "saint": "st", "sint": "st", "sainte": "st", "ste": "st", "sankt": "st",
    "docteur": "dr", "dokter": "dr", "doctor": "dr", "doktor": "dr",
    "general": "gen", "generaal": "gen", "professeur": "prof", "professor": "prof",
    "commandant": "cdt", "colonel": "col", "kolonel": "col", "capitaine": "cap", "kapitein": "cap",
    "lieutenant": "lt", "luitenant": "lt", "bourgmestre": "bgm", "burgemeester": "bgm", "burg": "bgm",
}  # fmt: skip
"""Titles that are written in full or short in either language."""

SMALL_WORDS = frozenset({
    "a", "au", "aux", "d", "de", "den", "der", "des", "du", "en", "et", "het", "l", "la", "le", "les", "op", "s", "t",
    "te", "ten", "ter", "und", "van", "von", "voor",
})  # fmt: skip
"""Words that people leave out or confuse."""

PHRASES = (
    (("notre", "dame"), "nd"), (("n", "d"), "nd"), (("onze", "lieve", "vrouw"), "olv"), (("o", "l", "v"), "olv"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Words:
    """One reading of a street name: all of it, and its proper part without the kind of street. Letters only."""

    full: str
    proper: str
    kinds: frozenset[str]
    tokens: tuple[str, ...]


def fold(text: str) -> str:
    """Lower case without accents; everything that is not a letter or a digit becomes one space."""
    lower = unicodedata.normalize("NFKD", text).casefold().translate(LETTERS_WITHOUT_DECOMPOSITION)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(letter))
    return NOT_A_LETTER.sub(" ", bare).strip()


def read_name(tokens: Collection[str]) -> Words:
    """Read the folded words of a name: titles in one form, short kinds written out, the kind told from the rest."""
    words = one_form(spelled_out(list(tokens)))
    kind, rest = split_kind(words)
    proper = [word for word in rest if word not in SMALL_WORDS] or rest
    return Words("".join(words), "".join(proper), KINDS.get(kind, frozenset()), tuple(proper))


def spelled_out(words: list[str]) -> list[str]:
    """Short kinds at either end written out: ``av louise``, ``louiza ln``, ``waversestwg``."""
    if len(words) > 1 and words[0] in SHORT_KINDS:
        words = [SHORT_KINDS[words[0]], *words[1:]]
    elif len(words) > 1 and words[-1] in SHORT_SUFFIXES:
        words = [*words[:-1], SHORT_SUFFIXES[words[-1]]]
    if not words or words[0] in KINDS:
        return words
    for short, kind in SHORT_SUFFIXES.items():
        stem = words[-1].removesuffix(short)
        if len(short) > 2 and len(stem) > 2 and stem != words[-1]:
            return [*words[:-1], stem + kind]
    if words[-1].endswith("ln") and len(words[-1]) > 4:
        return [*words[:-1], words[-1].removesuffix("ln") + "laan"]
    return words


def one_form(words: list[str]) -> list[str]:
    for phrase, short in PHRASES:
        for start in range(len(words) - len(phrase) + 1):
            if tuple(words[start : start + len(phrase)]) == phrase:
                words = [*words[:start], short, *words[start + len(phrase) :]]
                break
    return [ONE_FORM.get(word, word) for word in words]


def split_kind(words: list[str]) -> tuple[str, list[str]]:
    """The kind of street, at the beginning, as the last word or as its ending, and the other words."""
    if len(words) > 1 and words[0] in KINDS:
        return words[0], words[1:]
    if len(words) > 1 and words[-1] in KINDS:
        return words[-1], words[:-1]
    for suffix in SUFFIXES:
        stem = words[-1].removesuffix(suffix) if words else ""
        if words and stem != words[-1] and (len(stem) > 1 or (not stem and len(words) > 1)):
            return suffix, [*words[:-1], stem] if stem else words[:-1]
    return "", words
