"""The search in the API."""

from django.conf import settings
from django.http import HttpRequest
from ninja import Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from zenne.core.rest.public import PUBLIC, REFUSED, InLanguage, NextLink, Paged, Texts, by_version
from zenne.core.search.queries import search
from zenne.core.search.results import SearchHit

router = Router(tags=["search"])


class SearchQuestion(Paged, InLanguage):
    """What somebody looks for."""

    q: str = Field(
        description="As typed; the first 200 characters and 12 words count. The last word may be unfinished.",
        json_schema_extra={"example": "paspoort"},
    )
    kind: str | None = Field(
        default=None, description="Only this kind of things.", json_schema_extra={"example": "service"}
    )


class Hit(Schema):
    """One thing that was found."""

    kind: str = Field(description="What it is.", examples=["service"])
    key: str = Field(description="Which one: the slug of a service or of a branch.", examples=["passport"])
    title: Texts = Field(description="In one language: that of the reader or, where nothing else fits, another.")
    summary: Texts = Field(description="In the language of the title.")
    exact: bool = Field(description="Its title or one of its synonyms is what was typed.")
    page: str = Field(description="Its page, for people.", json_schema_extra={"format": "uri"})


class Hits(Schema):
    """A page of what was found."""

    items: list[Hit]
    next: NextLink
    total: int = Field(description="How many things were found in all.", examples=[3])
    corrected: str | None = Field(description="What the words were read as, when a typing mistake was corrected.")


@router.get(
    "/search", **PUBLIC, response={200: Hits, **REFUSED}, operation_id="search", summary="Search services and branches"
)
@decorate_view(by_version)
def find(request: HttpRequest, question: Query[SearchQuestion]) -> Hits:
    """What matches the words, best first: in the language of `lang`, and in others when that has little.

    Knows word forms, accents, synonyms and typing mistakes. Any text is a good question; an empty one finds nothing.
    """
    results = search(
        query=question.q,
        language=question.reader_language,
        kinds=None if question.kind is None else [question.kind],
        limit=question.limit,
        offset=question.offset,
    )
    return Hits(
        items=[answer_of(hit) for hit in results.items],
        next=question.next_link(request, total=results.total),
        total=results.total,
        corrected=results.corrected,
    )


def answer_of(hit: SearchHit) -> Hit:
    return Hit(
        kind=hit.kind,
        key=hit.key,
        title={hit.language: hit.title},
        summary={hit.language: hit.summary} if hit.summary else {},
        exact=hit.is_exact,
        page=f"{settings.BASE_URL}/{hit.language}{hit.path}",
    )
