"""Which parts of a shown text are what the reader looked for."""

from dataclasses import dataclass

from zenne.core.search.rules.reading import Query
from zenne.core.search.rules.stems import stem
from zenne.core.search.rules.stopwords import is_stop_word
from zenne.core.search.rules.words import Word, words_of


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of plain text. It is not HTML: a template escapes it and puts ``<mark>`` around what ``is_match``."""

    text: str
    is_match: bool

    def __str__(self) -> str:
        return self.text


def segments_of(text: str, *, query: Query, language: str) -> tuple[Segment, ...]:
    """The text in pieces; joined they are the text. ``language`` is the text's."""
    stems = {stem(word, language) for term in query.terms for word in term.words_in(language)}
    beginnings = tuple(term.beginning for term in query.terms if term.beginning)
    only_stop_words = all(is_stop_word(term.word.folded, language) for term in query.terms)

    def matches(word: Word) -> bool:
        if is_stop_word(word.folded, language) and not only_stop_words:
            return False
        return word.folded.startswith(beginnings) or stem(word.folded, language) in stems

    segments: list[Segment] = []
    done = 0
    for word in words_of(text):
        if matches(word):
            if word.start > done:
                segments.append(Segment(text[done : word.start], is_match=False))
            segments.append(Segment(text[word.start : word.end], is_match=True))
            done = word.end
    if done < len(text):
        segments.append(Segment(text[done:], is_match=False))
    return tuple(segments)
