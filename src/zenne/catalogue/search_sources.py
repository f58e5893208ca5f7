"""What the search knows of the catalogue."""

from collections.abc import Iterator

from zenne.catalogue.models import Branch, PublicService
from zenne.catalogue.queries import services
from zenne.core.search.public import SearchDocument, SearchSource, index_documents, register

BRANCH_WEIGHT = 60


def service_documents() -> Iterator[SearchDocument]:
    """Every current service in each language that it has words in."""
    for service in services():
        for language in service.name:
            yield service_document(service, language)


def service_document(service: PublicService, language: str) -> SearchDocument:
    parts = [
        service.description.get(language, ""),
        service.topic.name.get(language, ""),
        *(requirement.text.get(language, "") for requirement in service.requirements),
        *(output.text.get(language, "") for output in service.outputs),
    ]
    return SearchDocument(
        kind="service",
        key=service.slug,
        language=language,
        title=service.name[language],
        summary=service.summary.get(language, ""),
        body="\n".join(parts),
        synonyms=tuple(service.synonyms.get(language, ())),
        path=f"/services/{service.slug}/",
        weight=service.popularity,
    )


def branch_documents() -> Iterator[SearchDocument]:
    """Every current branch in each language that it has words in."""
    for branch in Branch.objects.current():
        for language in branch.name:
            address = f"{branch.street.get(language, '')} {branch.number}, {branch.postcode}"
            yield SearchDocument(
                kind="branch",
                key=branch.slug,
                language=language,
                title=branch.name[language],
                summary=f"{address} {branch.locality.get(language, '')}",
                body="\n".join([branch.directions.get(language, ""), *branch.street.values()]),
                path=f"/branches/{branch.slug}/",
                weight=BRANCH_WEIGHT,
            )


SOURCES = (SearchSource("service", service_documents), SearchSource("branch", branch_documents))


def register_sources() -> None:
    for source in SOURCES:
        register(source)


def index_catalogue() -> None:
    """Bring the search in line with the catalogue; in the transaction of the change."""
    for source in SOURCES:
        index_documents(source.kind, source.documents())
