"""What a search answers."""

from dataclasses import dataclass, field

from zenne.core.search.rules.highlight import Segment, segments_of
from zenne.core.search.rules.reading import Query


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One thing that was found. ``language`` is that of its texts; it may not be the reader's.

    ``is_exact``: its title or one of its synonyms is what was typed.
    """

    kind: str
    key: str
    language: str
    title: str
    summary: str
    path: str
    is_exact: bool
    query: Query = field(repr=False, compare=False)

    @property
    def title_segments(self) -> tuple[Segment, ...]:
        """The title in plain pieces, those that were looked for marked."""
        return segments_of(self.title, query=self.query, language=self.language)

    @property
    def summary_segments(self) -> tuple[Segment, ...]:
        """The summary in plain pieces, those that were looked for marked."""
        return segments_of(self.summary, query=self.query, language=self.language)


@dataclass(frozen=True, slots=True)
class SearchResults:
    """One page of hits, how many there are in all, and what the query was read as when a typo was corrected."""

    items: tuple[SearchHit, ...]
    total: int
    corrected: str | None = None
