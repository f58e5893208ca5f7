"""PostgreSQL: a tsvector for documents, pg_trgm for the vocabulary where the extension is there."""

from django.db import connection

from zenne.core.search.engines.page import PAGE
from zenne.core.search.engines.parameters import Parameters
from zenne.core.search.rules.reading import Expression, Lookup
from zenne.core.search.rules.spelling import SHORTEST_PART

NOTHING = "'nothing'"

# The same weights as on SQLite, in PostgreSQL's order: body, summary, synonyms, title. 1: long documents count less.
FOUND = """
    SELECT d.id, d.kind, d.key, d.weight, d.language = %(language)s AS is_own,
        d.vector @@ %(phrases)s::tsquery AS is_exact,
        ts_rank('{0.1, 0.3, 0.6, 1.0}', d.vector, %(matching)s::tsquery, 1) * (1 + d.weight / 400.0) AS score
    FROM search_indexeddocument d
    WHERE d.vector @@ %(matching)s::tsquery
        AND (%(kinds)s::text[] IS NULL OR d.kind = ANY(%(kinds)s::text[]))
"""

MOST_SIMILAR = 300
MOST_WHOLES = 50
MOST_COMPARED = 5000

WHOLES = """
    UNION (
        SELECT word, shown, language, frequency FROM search_vocabularyword
        WHERE word LIKE '%%' || %(word)s || '%%' ORDER BY frequency DESC LIMIT %(wholes)s
    )
"""

SIMILAR = f"""
    (SELECT word, shown, language, frequency FROM search_vocabularyword ORDER BY word <-> %(word)s LIMIT %(most)s)
    {WHOLES}
"""  # noqa: S608 - constants alone

# Without pg_trgm: words of about the same length that begin or end alike, and parts of the word.
SIMILAR_WITHOUT_TRIGRAMS = f"""
    (
        SELECT word, shown, language, frequency FROM search_vocabularyword
        WHERE (
            length(word) BETWEEN length(%(word)s) - 2 AND length(%(word)s) + 2
            AND (left(word, 1) = left(%(word)s, 1) OR right(word, 1) = right(%(word)s, 1))
        ) OR (length(word) >= %(shortest_part)s AND position(word IN %(word)s) > 0)
        ORDER BY frequency DESC LIMIT %(compared)s
    )
    {WHOLES}
"""  # noqa: S608 - constants alone


def written_lookup(lookup: Lookup) -> str:
    parts = [f"'{token}'" for token in lookup.tokens]
    if lookup.beginning:
        parts.append(f"'{lookup.beginning}':*")
    return f"({' | '.join(parts)})"


def has_trigrams() -> bool:
    """Whether pg_trgm can be used. Asked anew each time: an administrator may add the extension while we run."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regprocedure('similarity_dist(text, text)') IS NOT NULL")
        return bool(cursor.fetchone()[0])


class Postgresql:
    """See ``Engine``."""

    OWN_LANGUAGE = f"WITH kept AS MATERIALIZED ({FOUND}), {PAGE}"
    EVERYWHERE = f"""
        WITH found AS MATERIALIZED ({FOUND}), kept AS MATERIALIZED (
            SELECT DISTINCT ON (kind, key) * FROM found
            ORDER BY kind, key, is_own DESC, is_exact DESC, score DESC, id
        ), {PAGE}
    """  # noqa: S608 - constants alone
    KNOWN = """
        SELECT EXISTS (SELECT 1 FROM search_indexeddocument d WHERE d.vector @@ asked.expression::tsquery)
        FROM unnest(%(expressions)s::text[]) WITH ORDINALITY AS asked (expression, place) ORDER BY asked.place
    """

    @staticmethod
    def written(expression: Expression) -> str:
        """A tsquery. Tokens are ASCII letters and digits, so the quotes cannot be broken out of."""
        rows = (" & ".join(written_lookup(each) for each in row) for row in expression)
        return " | ".join(f"({row})" for row in rows) or NOTHING

    @staticmethod
    def written_phrases(tokens: tuple[str, ...]) -> str:
        return " | ".join(f"'{token}'" for token in tokens) or NOTHING

    @staticmethod
    def list_parameter(values: list[str]) -> list[str]:
        return values

    @staticmethod
    def similar(word: str) -> tuple[str, Parameters]:
        """The statement for the words most like a folded one, and those it is part of."""
        parameters: Parameters = {"word": word, "wholes": MOST_WHOLES}
        if has_trigrams():
            return SIMILAR, {**parameters, "most": MOST_SIMILAR}
        return SIMILAR_WITHOUT_TRIGRAMS, {**parameters, "shortest_part": SHORTEST_PART, "compared": MOST_COMPARED}

    @staticmethod
    def tidy() -> str:
        """Tell the planner after many changes what the tables now look like."""
        return "ANALYZE search_indexeddocument, search_vocabularyword"
