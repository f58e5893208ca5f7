"""The tokens that both databases index.

A token is lower-case ASCII letters and digits and begins with its language, so SQLite's and PostgreSQL's own tokenizers
cannot disagree about it, nothing in it can be an operator of a query language, and one language is one part of the
index: ``nl0verhuis``. A whole title or synonym is one token of another form, ``nl1verhuis1aangeven``.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, islice

from zenne.core.search.rules.stems import stem
from zenne.core.search.rules.words import APOSTROPHE, LONGEST_WORD, WORD, Word, clean, fold, words_of

WORD_MARK = "0"
PHRASE_MARK = "1"
LONGEST_LANGUAGE = 16
LONGEST_PHRASE_WORDS = 8
SHORTEST_VOCABULARY_WORD = 4
# A tsvector holds at most 1 MB; a text in a script of long ASCII forms reaches this before its most words.
MOST_TOKEN_CHARACTERS = 400_000


def ascii_form(folded: str) -> str:
    """A folded word in ASCII, letter by letter, so that the beginning of a word stays the beginning of its form."""
    if folded.isascii():
        return folded
    return "".join(letter if letter.isascii() else f"x{ord(letter):x}" for letter in folded)


def word_forms(text: str, *, most: int) -> list[str]:
    """The first words of any text, folded, in ASCII letters and digits, each once: for an index of another house."""
    text = clean(text)
    written = WORD.findall(text)
    if len(written) + len(APOSTROPHE.findall(text)) <= most:  # each counts, so each is looked at once
        return list(dict.fromkeys(chain.from_iterable(map(forms_of, dict.fromkeys(written)))))
    return list(dict.fromkeys(ascii_form(word.folded) for word in islice(words_of(text), most)))


@lru_cache(maxsize=65_536)
def forms_of(written: str) -> tuple[str, ...]:
    """The words in one that stands between spaces: more than one with apostrophes in it."""
    return tuple(ascii_form(word.folded) for word in words_of(written))


def language_form(language: str) -> str:
    """A language code as the beginning of a token: letters only. ``"pt-BR"`` is ``"ptbr"``."""
    return "".join(letter for letter in language.lower() if letter.isascii() and letter.isalpha())[:LONGEST_LANGUAGE]


def word_token(folded: str, language: str) -> str:
    """The token of a folded word, or of a stem, in a language."""
    return f"{language_form(language)}{WORD_MARK}{ascii_form(folded)}"


def phrase_token(words: Iterable[str], language: str) -> str | None:
    """The token of a whole title, synonym or query given as folded words; None when it is empty or too long."""
    stems = [ascii_form(stem(word, language)) for word in words]
    if not 0 < len(stems) <= LONGEST_PHRASE_WORDS:
        return None
    return f"{language_form(language)}{PHRASE_MARK}{PHRASE_MARK.join(stems)}"


def tokens_of(words: Iterable[Word], language: str) -> str:
    """The tokens of words, separated by spaces: each word, followed by its stem where that differs.

    The word itself serves those who are still typing it, the stem those who use another form of it.
    """
    return " ".join([word_and_stem(word.folded, language) for word in words])[:MOST_TOKEN_CHARACTERS]


@lru_cache(maxsize=65_536)
def word_and_stem(folded: str, language: str) -> str:
    """The one or two tokens of a folded word, separated by a space."""
    own, stemmed = word_token(folded, language), word_token(stem(folded, language), language)
    return own if stemmed == own else f"{own} {stemmed}"


def phrases_of(texts: Iterable[str], language: str) -> str:
    """The phrase tokens of whole titles or synonyms, separated by spaces."""
    tokens = (phrase_token([word.folded for word in words_of(text)], language) for text in texts)
    return " ".join(token for token in tokens if token)


def vocabulary_of(words: Iterable[Word]) -> dict[str, str]:
    """The words a typo can be corrected to: folded word to the way it is most often written, in lower case.

    Of equally frequent ways the one with accents wins, then the alphabet decides.
    """
    counted = Counter([word.written for word in words])
    forms: dict[str, Counter[str]] = {}
    for written, times in counted.items():
        folded = fold(written)
        if SHORTEST_VOCABULARY_WORD <= len(folded) <= LONGEST_WORD >= len(written) and folded.isalpha():
            forms.setdefault(folded, Counter())[written.lower()] += times
    return {folded: most_written(ways, folded) for folded, ways in forms.items()}


def most_written(ways: Counter[str], folded: str) -> str:
    """The way a word is most often written."""
    return next(iter(ways)) if len(ways) == 1 else max(ways, key=lambda way: (ways[way], way != folded, way))
