"""Read a query: from anything that was typed to the tokens that are looked up."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from zenne.core.search.rules.stems import stem
from zenne.core.search.rules.stopwords import is_stop_word
from zenne.core.search.rules.tokens import phrase_token, word_token
from zenne.core.search.rules.words import Word, clean, words_of

MOST_CHARACTERS = 200
MOST_WORDS = 12
SHORTEST_BEGINNING = 2


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a query. ``related`` is set when other words stand in for it: language to folded words."""

    word: Word
    is_last: bool
    related: Mapping[str, tuple[str, ...]] | None = None

    def words_in(self, language: str) -> tuple[str, ...]:
        return (self.word.folded,) if self.related is None else self.related.get(language, ())

    @property
    def beginning(self) -> str | None:
        """The last word may still be being typed, or be the first part of a compound: what words then begin with."""
        if self.is_last and self.related is None and len(self.word.folded) >= SHORTEST_BEGINNING:
            return self.word.folded
        return None


@dataclass(frozen=True, slots=True)
class Lookup:
    """One term in one language: a document has it with any of ``tokens`` or a token that begins with ``beginning``."""

    tokens: tuple[str, ...]
    beginning: str | None


Expression = tuple[tuple[Lookup, ...], ...]
"""Languages, any of which may match; each a row of lookups."""


@dataclass(frozen=True, slots=True)
class Query:
    """A query taken apart. ``text`` is what was typed, cleaned and cut to the part that is used."""

    text: str
    terms: tuple[Term, ...]

    def lookups(self, language: str) -> tuple[Lookup, ...]:
        """What to look up in a language, without its stop words unless there is nothing else."""
        meaningful = [term for term in self.terms if not is_stop_word(term.word.folded, language)]
        return tuple(lookup(term, language) for term in meaningful or self.terms)

    def phrases(self, languages: tuple[str, ...]) -> tuple[str, ...]:
        """The tokens of titles and synonyms that are exactly this query, one per language."""
        words = [term.word.folded for term in self.terms]
        tokens = (phrase_token(words, language) for language in languages)
        return tuple(dict.fromkeys(token for token in tokens if token))

    def all_words(self, languages: tuple[str, ...]) -> Expression:
        """Documents with every word; languages that do not know one of them are left out."""
        rows = (self.lookups(language) for language in languages)
        return tuple(row for row in rows if row and all(each.tokens for each in row))

    def any_word(self, languages: tuple[str, ...]) -> Expression:
        """Documents with at least one of the words."""
        return tuple((each,) for language in languages for each in self.lookups(language) if each.tokens)

    def with_related(self, place: int, words: Mapping[str, tuple[str, ...]]) -> "Query":
        """The query with other words standing in for the word at ``place``."""
        terms = list(self.terms)
        terms[place] = replace(terms[place], related=words)
        return replace(self, terms=tuple(terms))


def lookup(term: Term, language: str) -> Lookup:
    """The tokens of a term in a language."""
    tokens = dict.fromkeys(word_token(stem(word, language), language) for word in term.words_in(language))
    return Lookup(tuple(tokens), word_token(term.beginning, language) if term.beginning else None)


def read_query(typed: str) -> Query:
    """Read what somebody typed. Only the first 200 characters and of these the first 12 words count."""
    text = clean(typed[:MOST_CHARACTERS]).strip()
    words = list(words_of(text))[:MOST_WORDS]
    return Query(text, tuple(Term(word, is_last=word is words[-1]) for word in words))


def corrected_text(query: Query, corrections: Mapping[int, str]) -> str:
    """The query's text with the words at the given places replaced."""
    text = query.text
    for place in sorted(corrections, reverse=True):
        word = query.terms[place].word
        text = text[: word.start] + corrections[place] + text[word.end :]
    return text
