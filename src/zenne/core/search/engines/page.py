"""The page of hits, the same on both databases."""

# Among things that are called exactly what was typed, need counts for up to three times as much. What was found by its
# texts in another language is shown in the reader's, where it has such texts.
PAGE = """
    page AS (
        SELECT id, is_own, is_exact, CASE WHEN is_exact THEN score * (1 + weight / 50.0) ELSE score END AS rank
        FROM kept ORDER BY is_own DESC, is_exact DESC, rank DESC, id LIMIT %(limit)s OFFSET %(offset)s
    )
    SELECT d.kind, d.key, d.language, d.title, d.summary, d.path, page.is_exact, counted.total
    FROM (SELECT count(*) AS total FROM kept) counted
    LEFT JOIN page ON true
    LEFT JOIN search_indexeddocument found ON found.id = page.id
    LEFT JOIN search_indexeddocument own
        ON own.kind = found.kind AND own.key = found.key AND own.language = %(language)s
    LEFT JOIN search_indexeddocument d ON d.id = COALESCE(own.id, found.id)
    ORDER BY page.is_own DESC, page.is_exact DESC, page.rank DESC, page.id
"""
