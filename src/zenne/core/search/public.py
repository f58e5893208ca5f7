"""One full-text index for all modules, the same on both databases.

A module registers where its documents come from and tells the index when they change; a page searches.
"""

from zenne.core.search.actions.forget_documents import forget_documents
from zenne.core.search.actions.index_documents import IndexChange, index_documents
from zenne.core.search.actions.reindex import reindex
from zenne.core.search.documents import DocumentError, SearchDocument, SearchSource
from zenne.core.search.queries import search
from zenne.core.search.registry import register
from zenne.core.search.results import SearchHit, SearchResults
from zenne.core.search.rules.highlight import Segment
from zenne.core.search.rules.stopwords import is_stop_word
from zenne.core.search.rules.tokens import word_forms

__all__ = [
    "DocumentError",
    "IndexChange",
    "SearchDocument",
    "SearchHit",
    "SearchResults",
    "SearchSource",
    "Segment",
    "forget_documents",
    "index_documents",
    "is_stop_word",
    "register",
    "reindex",
    "search",
    "word_forms",
]
