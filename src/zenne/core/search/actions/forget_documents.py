"""Take documents out of the index."""

from collections.abc import Iterable

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.search.actions.index_documents import BATCH, IndexChange, begin_indexing, remove
from zenne.core.search.models import IndexedDocument
from zenne.core.search.vocabulary import VocabularyChange


@internal
@records_nothing(because="the search has copies of public texts")
def forget_documents(kind: str, keys: Iterable[str]) -> IndexChange:
    """Take the things with these keys out, in all languages. Unknown keys are nothing."""
    wanted = list(dict.fromkeys(keys))
    with transaction.atomic():
        begin_indexing()
        gone: list[int] = []
        for start in range(0, len(wanted), BATCH):
            of_kind = IndexedDocument.objects.filter(kind=kind, key__in=wanted[start : start + BATCH])
            gone.extend(of_kind.values_list("pk", flat=True))
        vocabulary = VocabularyChange()
        remove(gone, vocabulary)
        vocabulary.save()
    return IndexChange(removed=len(gone))
