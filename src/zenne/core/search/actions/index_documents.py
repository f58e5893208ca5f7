"""Put the documents of one kind into the index."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.search.documents import DocumentError, SearchDocument
from zenne.core.search.engines import engine
from zenne.core.search.models import IndexedDocument
from zenne.core.search.rules.tokens import phrases_of, tokens_of, vocabulary_of
from zenne.core.search.rules.words import Word, clean, words_of
from zenne.core.search.vocabulary import VocabularyChange

# Part of every digest: raise it when the same document gives other tokens than before.
RULES_VERSION = "1"
BATCH = 500
MANY_CHANGES = 1000
MOST_TITLE_WORDS, MOST_SYNONYM_WORDS, MOST_SUMMARY_WORDS, MOST_BODY_WORDS = 60, 400, 200, 5000
UNIQUE = ["kind", "key", "language"]
CONTENT = [
    "weight", "digest", "path", "title", "summary",
    "title_tokens", "synonym_tokens", "summary_tokens", "body_tokens", "words",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class IndexChange:
    """How many documents were written and how many left the index."""

    written: int = 0
    removed: int = 0

    def __add__(self, other: "IndexChange") -> "IndexChange":
        return IndexChange(self.written + other.written, self.removed + other.removed)


@internal
@records_nothing(because="the search has copies of public texts")
def index_documents(kind: str, documents: Iterable[SearchDocument]) -> IndexChange:
    """Make ``documents`` all that the index has of ``kind``; only what differs is written.

    Part of the caller's transaction when there is one.

    Raises:
        DocumentError: ``other_kind`` or ``twice``; nothing has changed then.
    """
    with transaction.atomic():
        begin_indexing()
        had = {
            (key, language): (pk, digest)
            for pk, key, language, digest in IndexedDocument.objects.filter(kind=kind).values_list(
                "pk", "key", "language", "digest"
            )
        }
        seen: set[tuple[str, str]] = set()
        vocabulary = VocabularyChange()
        written = 0
        for changed in in_batches(changed_documents(kind, documents, had, seen)):
            write(changed, had, vocabulary)
            written += len(changed)
        gone = [pk for identity, (pk, _) in had.items() if identity not in seen]
        remove(gone, vocabulary)
        vocabulary.save()
        if written + len(gone) >= MANY_CHANGES:
            tidy()
    return IndexChange(written, len(gone))


def begin_indexing() -> None:
    """One at a time: the vocabulary belongs to all kinds. SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('zenne.core.search'))")


def changed_documents(
    kind: str,
    documents: Iterable[SearchDocument],
    had: dict[tuple[str, str], tuple[int, str]],
    seen: set[tuple[str, str]],
) -> Iterator[tuple[SearchDocument, str]]:
    """The documents that the index does not have as they are, with their digest; ``seen`` collects all."""
    for document in documents:
        identity = (document.key, document.language)
        if document.kind != kind:
            raise DocumentError("other_kind", f"{document.kind} {document.key} is no {kind}")
        if identity in seen:
            raise DocumentError("twice", f"{kind} {document.key} comes twice in {document.language}")
        seen.add(identity)
        digest = digest_of(document)
        if had.get(identity, (0, ""))[1] != digest:
            yield document, digest


def digest_of(document: SearchDocument) -> str:
    """What a document and the rules come to, in 40 characters."""
    content = (RULES_VERSION, document.title, document.summary, document.body, document.synonyms, document.path)
    whole = repr((*content, document.weight)).encode()
    return hashlib.blake2b(whole, digest_size=20).hexdigest()


def in_batches(changed: Iterator[tuple[SearchDocument, str]]) -> Iterator[list[tuple[SearchDocument, str]]]:
    batch: list[tuple[SearchDocument, str]] = []
    for each in changed:
        batch.append(each)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def write(
    changed: list[tuple[SearchDocument, str]],
    had: dict[tuple[str, str], tuple[int, str]],
    vocabulary: VocabularyChange,
) -> None:
    """Write one batch and note what it does to the vocabulary."""
    identities = [(document.key, document.language) for document, _ in changed]
    old = IndexedDocument.objects.filter(pk__in=[had[identity][0] for identity in identities if identity in had])
    for language, words in old.values_list("language", "words"):
        vocabulary.lose(language, words)
    rows = [indexed(document, digest) for document, digest in changed]
    for row in rows:
        vocabulary.gain(row.language, row.words)
    IndexedDocument.objects.bulk_create(rows, update_conflicts=True, unique_fields=UNIQUE, update_fields=CONTENT)


def remove(gone: list[int], vocabulary: VocabularyChange) -> None:
    """Take documents out, and their words out of the vocabulary."""
    for start in range(0, len(gone), BATCH):
        leaving = IndexedDocument.objects.filter(pk__in=gone[start : start + BATCH])
        for language, words in leaving.values_list("language", "words"):
            vocabulary.lose(language, words)
        leaving.delete()


def indexed(document: SearchDocument, digest: str) -> IndexedDocument:
    """The row of a document."""
    language = document.language
    title, summary = clean(document.title), clean(document.summary)
    synonyms = [clean(synonym) for synonym in document.synonyms]
    title_words = first_words(title, MOST_TITLE_WORDS)
    synonym_words = first_words(" . ".join(synonyms), MOST_SYNONYM_WORDS)
    summary_words = first_words(summary, MOST_SUMMARY_WORDS)
    body_words = first_words(clean(document.body), MOST_BODY_WORDS)
    vocabulary = vocabulary_of([*title_words, *synonym_words, *summary_words, *body_words])
    return IndexedDocument(
        kind=document.kind,
        key=document.key,
        language=language,
        weight=document.weight,
        digest=digest,
        path=document.path,
        title=title,
        summary=summary,
        title_tokens=f"{tokens_of(title_words, language)} {phrases_of([title, *synonyms], language)}",
        synonym_tokens=tokens_of(synonym_words, language),
        summary_tokens=tokens_of(summary_words, language),
        body_tokens=tokens_of(body_words, language),
        words=" ".join(vocabulary.values()),
    )


def first_words(text: str, most: int) -> list[Word]:
    return list(islice(words_of(text), most))


def tidy() -> None:
    """Let the database put its index in order."""
    with connection.cursor() as cursor:
        cursor.execute(engine().tidy())
