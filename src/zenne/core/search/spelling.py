"""What was probably meant by words that no document has."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from zenne.core.search.engines import Engine
from zenne.core.search.rules.reading import Query, corrected_text, lookup, read_query
from zenne.core.search.rules.spelling import KnownWord, nearest, related

MOST_UNKNOWN = 4


@dataclass(frozen=True, slots=True)
class SecondReading:
    """A query with its unknown words replaced; ``corrected`` is how it now reads when a typo was among them."""

    query: Query
    corrected: str | None
    is_any_word_known: bool


def second_reading(typed: Query, *, engine: Engine, languages: tuple[str, ...]) -> SecondReading:
    """Replace words that no document has: by the compounds they are part of, or else by the nearest known word.

    One SQL query to learn which words are unknown, then one or two for each of at most four; with more unknown words
    than that the query is no query in these languages and stays as it is.
    """
    unknown = unknown_places(typed, engine=engine, languages=languages)
    if not unknown or len(unknown) > MOST_UNKNOWN:
        return SecondReading(typed, None, len(unknown) < len(typed.terms))
    corrections: dict[int, str] = {}
    standing_in: dict[int, tuple[KnownWord, ...]] = {}
    for place in unknown:
        word = typed.terms[place].word.folded
        candidates = similar_words(word, engine=engine)
        wholes_or_parts = related(word, candidates)
        meant = nearest(word, candidates, language=languages[0])
        if wholes_or_parts and (meant is None or is_part(word, wholes_or_parts)):
            standing_in[place] = wholes_or_parts
        elif meant is not None:
            corrections[place] = meant.shown
    corrected = corrected_text(typed, corrections) if corrections else None
    # The same words in the same places: a correction is one word, as the vocabulary has it.
    query = typed if corrected is None else read_query(corrected)
    for place, words in standing_in.items():
        query = query.with_related(place, by_language(words))
    is_any_known = len(unknown) < len(typed.terms) or bool(corrections or standing_in)
    return SecondReading(query, corrected, is_any_known)


def is_part(word: str, known: Sequence[KnownWord]) -> bool:
    """Whether the word as it was typed is part of the known ones, rather than they of it."""
    return all(word in each.folded for each in known)


def by_language(words: Sequence[KnownWord]) -> dict[str, tuple[str, ...]]:
    languages = dict.fromkeys(each.language for each in words)
    return {language: tuple(each.folded for each in words if each.language == language) for language in languages}


def unknown_places(query: Query, *, engine: Engine, languages: tuple[str, ...]) -> list[int]:
    """Where in the query the words stand that no document has in any of the languages."""
    expressions = [engine.written(tuple((lookup(term, language),) for language in languages)) for term in query.terms]
    with connection.cursor() as cursor:
        cursor.execute(engine.KNOWN, {"expressions": engine.list_parameter(expressions)})
        return [place for place, (is_known,) in enumerate(cursor.fetchall()) if not is_known]


def similar_words(word: str, *, engine: Engine) -> list[KnownWord]:
    """Words of the vocabulary that look like a folded one, of all languages."""
    statement, parameters = engine.similar(word)
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return [KnownWord(*row) for row in cursor.fetchall()]
