"""Search: read the query, look, and look again with other eyes when nothing was found."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection

from zenne.core.search.documents import KIND_FORM, LANGUAGE_FORM
from zenne.core.search.engines import Engine, engine
from zenne.core.search.engines.parameters import Parameters
from zenne.core.search.results import SearchHit, SearchResults
from zenne.core.search.rules.reading import Expression, Query, read_query
from zenne.core.search.spelling import second_reading

OPEN_TO = "public"
"""To whom these answer: only public documents are in the index."""

FEW = 5
MOST_PER_PAGE = 100
LAST_OFFSET = 10_000
NO_RESULTS = SearchResults((), 0)


def search(
    *, query: str, language: str, kinds: Sequence[str] | None = None, limit: int = 20, offset: int = 0
) -> SearchResults:
    """Find what somebody typed, whatever it is; never an error.

    Every word must be found, in any of its forms; the last one may be unfinished. With fewer than five hits in the
    reader's language those in the other languages of the interface follow, each thing once. With none at all, unknown
    words are read as the nearest known ones or as parts of compounds, and then one word is enough.

    Args:
        query: as typed; the first 200 characters and 12 words count.
        language: the reader's, as in the address (``nl``).
        kinds: only these kinds; None for all.
        limit: hits on a page, 1 to 100.
        offset: hits before the page, 0 to 10,000.

    One SQL query when the reader's language has enough, two when not; more only when nothing was found.
    """
    typed = read_query(query)
    wanted = None if kinds is None else [kind for kind in kinds if KIND_FORM.fullmatch(kind)]
    if not typed.terms or wanted == []:
        return NO_RESULTS
    own = language if LANGUAGE_FORM.fullmatch(language) else settings.LANGUAGE_CODE
    look = Look(engine(), own, wanted, limit=min(max(limit, 1), MOST_PER_PAGE), offset=min(max(offset, 0), LAST_OFFSET))
    results = look.for_all_words(typed)
    return results if results.total else look.again(typed)


@dataclass(frozen=True, slots=True)
class Look:
    """One reader looking: in which language, for which kinds, at which page."""

    engine: Engine
    language: str
    kinds: list[str] | None
    limit: int
    offset: int

    @property
    def languages(self) -> tuple[str, ...]:
        """The reader's language, then the others."""
        return tuple(dict.fromkeys([self.language, *(code for code, _ in settings.LANGUAGES)]))

    def for_all_words(self, query: Query) -> SearchResults:
        """Documents with every word: in the reader's language, and in the others when these are few."""
        own = query.all_words((self.language,))
        results = self.page(self.engine.OWN_LANGUAGE, own, query, (self.language,)) if own else NO_RESULTS
        if results.total >= FEW or len(self.languages) == 1:
            return results
        everywhere = query.all_words(self.languages)
        return self.page(self.engine.EVERYWHERE, everywhere, query, self.languages) if everywhere != own else results

    def for_any_word(self, query: Query) -> SearchResults:
        """Documents with at least one word, in any language."""
        return self.page(self.engine.EVERYWHERE, query.any_word(self.languages), query, self.languages)

    def again(self, typed: Query) -> SearchResults:
        """Look for what was probably meant; then let one word be enough."""
        reading = second_reading(typed, engine=self.engine, languages=self.languages)
        if not reading.is_any_word_known:
            return NO_RESULTS
        results = self.for_all_words(reading.query) if reading.query != typed else NO_RESULTS
        if not results.total and len(typed.terms) > 1:
            results = self.for_any_word(reading.query)
        return SearchResults(results.items, results.total, reading.corrected if results.total else None)

    def page(
        self, statement: str, matching: Expression, query: Query, phrase_languages: tuple[str, ...]
    ) -> SearchResults:
        """Run one statement."""
        parameters: Parameters = {
            "matching": self.engine.written(matching),
            "phrases": self.engine.written_phrases(query.phrases(phrase_languages)),
            "language": self.language,
            "kinds": None if self.kinds is None else self.engine.list_parameter(self.kinds),
            "limit": self.limit,
            "offset": self.offset,
        }
        with connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            rows = cursor.fetchall()
        return SearchResults(tuple(hit(row, query) for row in rows if row[0] is not None), rows[0][-1])


def hit(row: tuple[Any, ...], query: Query) -> SearchHit:
    kind, key, language, title, summary, path, is_exact, _ = row
    return SearchHit(kind, key, language, title, summary, path, bool(is_exact), query)
