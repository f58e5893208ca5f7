"""Bring the whole index up to date."""

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.search.actions.index_documents import IndexChange, index_documents
from zenne.core.search.models import IndexedDocument
from zenne.core.search.registry import registered_sources


@internal
@records_nothing(because="the search has copies of public texts")
def reindex() -> IndexChange:
    """Index every registered source and forget kinds that no module has any more. Doing it twice writes nothing."""
    change = IndexChange()
    with transaction.atomic():
        sources = registered_sources()
        for source in sources:
            change += index_documents(source.kind, source.documents())
        kinds = IndexedDocument.objects.order_by().values_list("kind", flat=True).distinct()
        for kind in set(kinds) - {source.kind for source in sources}:
            change += index_documents(kind, ())
    return change
