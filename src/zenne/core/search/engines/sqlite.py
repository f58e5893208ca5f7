"""SQLite: FTS5 for documents, FTS5 with trigrams for the vocabulary (https://www.sqlite.org/fts5.html)."""

import json

from zenne.core.search.engines.page import PAGE
from zenne.core.search.engines.parameters import Parameters
from zenne.core.search.rules.reading import Expression, Lookup

NOTHING = '"nothing"'

# bm25() counts a hit in the title 10, in the synonyms 6, in the summary 3, in the body 1, and is lower for a better
# match. How often people need a thing adds at most a quarter. CROSS JOIN: the index first, then its rows.
FOUND = """
    SELECT d.id, d.kind, d.key, d.weight, d.language = %(language)s AS is_own,
        d.id IN (SELECT rowid FROM search_index WHERE search_index MATCH %(phrases)s) AS is_exact,
        -bm25(search_index, 10.0, 6.0, 3.0, 1.0) * (1 + d.weight / 400.0) AS score
    FROM search_index CROSS JOIN search_indexeddocument d ON d.id = search_index.rowid
    WHERE search_index MATCH %(matching)s
        AND (%(kinds)s IS NULL OR d.kind IN (SELECT value FROM json_each(%(kinds)s)))
"""

MOST_SIMILAR = 300
MOST_WHOLES = 50
# The two outermost trigrams hold one letter each and are in a tenth of all words: reading them takes half the time.
# Only short words need them, where one mistake may spoil all others.
SHORTEST_WITHOUT_EDGES = 7

SIMILAR = """
    SELECT w.word, w.shown, w.language, w.frequency
    FROM (SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH %(trigrams)s ORDER BY rank LIMIT %(most)s) near
    JOIN search_vocabularyword w ON w.id = near.rowid
    UNION
    SELECT w.word, w.shown, w.language, w.frequency
    FROM (SELECT rowid FROM search_trigrams WHERE search_trigrams MATCH %(whole)s ORDER BY rank LIMIT %(wholes)s) whole
    JOIN search_vocabularyword w ON w.id = whole.rowid
"""


def written_lookup(lookup: Lookup) -> str:
    parts = [f'"{token}"' for token in lookup.tokens]
    if lookup.beginning:
        parts.append(f'"{lookup.beginning}"*')
    return f"({' OR '.join(parts)})"


class Sqlite:
    """See ``Engine``."""

    OWN_LANGUAGE = f"WITH kept AS MATERIALIZED ({FOUND}), {PAGE}"
    EVERYWHERE = f"""
        WITH found AS MATERIALIZED ({FOUND}), kept AS MATERIALIZED (
            SELECT * FROM (
                SELECT *, row_number() OVER (
                    PARTITION BY kind, key ORDER BY is_own DESC, is_exact DESC, score DESC, id
                ) AS place FROM found
            ) WHERE place = 1
        ), {PAGE}
    """  # noqa: S608 - constants alone
    KNOWN = """
        SELECT EXISTS (SELECT 1 FROM search_index WHERE search_index MATCH asked.value)
        FROM json_each(%(expressions)s) asked ORDER BY asked.key
    """

    @staticmethod
    def written(expression: Expression) -> str:
        """An FTS5 query. Tokens are ASCII letters and digits, so the quotes cannot be broken out of."""
        rows = (" AND ".join(written_lookup(each) for each in row) for row in expression)
        return " OR ".join(f"({row})" for row in rows) or NOTHING

    @staticmethod
    def written_phrases(tokens: tuple[str, ...]) -> str:
        return " OR ".join(f'"{token}"' for token in tokens) or NOTHING

    @staticmethod
    def list_parameter(values: list[str]) -> str:
        return json.dumps(values)

    @staticmethod
    def similar(word: str) -> tuple[str, Parameters]:
        """The statement for the words most like a folded one, and those it is part of."""
        padded = f" {word} " if len(word) >= SHORTEST_WITHOUT_EDGES else f"  {word}  "
        trigrams = dict.fromkeys(padded[start : start + 3] for start in range(len(padded) - 2))
        return SIMILAR, {
            "trigrams": " OR ".join(f'"{trigram}"' for trigram in trigrams),
            "whole": f'"{word}"',
            "most": MOST_SIMILAR,
            "wholes": MOST_WHOLES,
        }

    @staticmethod
    def tidy() -> str:
        """Merge the index into one piece after many changes: reads get faster."""
        return "INSERT INTO search_index(search_index) VALUES ('optimize')"
