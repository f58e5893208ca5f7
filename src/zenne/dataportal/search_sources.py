"""What the search knows of the data sets: only what everybody may know."""

from collections.abc import Iterator
from typing import Final

from zenne.core.content.public import announce_change
from zenne.core.search.public import SearchDocument, SearchSource, index_documents, register
from zenne.dataportal.queries import KnownDataset, datasets_for
from zenne.dataportal.rules.policies import ANYBODY

KIND: Final = "dataset"
WEIGHT: Final = 30


def dataset_documents() -> Iterator[SearchDocument]:
    """Every data set that the public may know of, in each language in which it has a title."""
    for known in datasets_for(ANYBODY):
        for language in known.dataset.title:
            yield dataset_document(known, language)


def dataset_document(known: KnownDataset, language: str) -> SearchDocument:
    dataset = known.dataset
    columns = [each.column for table in known.tables for each in table.columns]
    words = [
        *(table.table.title.get(language, "") for table in known.tables),
        *(column.title.get(language, column.name) for column in columns),
        dataset.publisher.name.get(language, "") if dataset.publisher else "",
    ]
    return SearchDocument(
        kind=KIND,
        key=dataset.slug,
        language=language,
        title=dataset.title[language],
        summary=dataset.description.get(language, ""),
        body="\n".join(words),
        synonyms=tuple(dataset.keywords.get(language, ())),
        path=f"/data/{dataset.slug}/",
        weight=WEIGHT,
    )


def register_sources() -> None:
    """Let data sets be found; called in ``AppConfig.ready()``."""
    register(SearchSource(KIND, dataset_documents))


def index_datasets() -> None:
    """Bring the search in line with the data sets, in the transaction of the change; then pages are made anew."""
    change = index_documents(KIND, dataset_documents())
    if change.written or change.removed:
        announce_change()
