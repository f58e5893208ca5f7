"""Services in the API."""

from collections.abc import Sequence
from typing import Annotated

from django.http import HttpRequest
from ninja import Path, Query, Router
from ninja.decorators import decorate_view
from pydantic import Field

from zenne.catalogue.models import PublicService
from zenne.catalogue.queries import life_events, topics
from zenne.catalogue.rest.reading import life_event_keys, services_by_slug
from zenne.catalogue.rest.schemas import Audience, ServiceAnswer, ServiceList
from zenne.catalogue.rest.service_answers import answer_of, summary_of
from zenne.catalogue.rest.suggesting import refuse_unknown, require_known
from zenne.catalogue.rules.parts import ChannelKind
from zenne.core.content.public import version_of
from zenne.core.rest.public import NOT_FOUND, PUBLIC, InLanguage, Paged, by_version
from zenne.core.search.public import search

router = Router(tags=["services"])
MOST_MATCHES = 100


class ServicesQuestion(Paged, InLanguage):
    """Which services are wanted."""

    topic: str | None = Field(
        default=None, description="Key of a topic: only its services.", json_schema_extra={"example": "identity"}
    )
    life_event: str | None = Field(
        default=None, description="Key of a life event: only its services.", json_schema_extra={"example": "travel"}
    )
    channel: ChannelKind | None = Field(
        default=None, description="Only what can be asked for in this way.", json_schema_extra={"example": "counter"}
    )
    audience: Audience | None = Field(
        default=None, description="Only what these people may use.", json_schema_extra={"example": "residents"}
    )
    q: str | None = Field(
        default=None,
        description="Words to search for, in any language: the hundred best matches, best first.",
        json_schema_extra={"example": "passport"},
    )

    def wants(self, service: PublicService) -> bool:
        """Whether a service passes every filter but the search."""
        return (
            self.topic in {None, service.topic.key}
            and (self.channel is None or service.channel(self.channel) is not None)
            and (self.audience is None or self.audience in service.audience)
            and (self.life_event is None or self.life_event in life_event_keys(service))
        )


@router.get(
    "/services",
    **PUBLIC,
    response={200: ServiceList, **NOT_FOUND},
    operation_id="listServices",
    summary="All services, or those that match",
)
@decorate_view(by_version)
def list_services(request: HttpRequest, question: Query[ServicesQuestion]) -> ServiceList:
    """The public services of the city, most needed first; with `q`, best match first. All filters must hold."""
    version = version_of(request)
    language = question.reader_language
    known_topics = {topic.key: topic.name for topic in topics(version)}
    known_events = {event.key: event.name for event in life_events(version)}
    require_known(question.topic, field="topic", known=known_topics, language=language)
    require_known(question.life_event, field="life_event", known=known_events, language=language)
    found = [service for service in candidates(question, version=version) if question.wants(service)]
    return ServiceList(
        items=[summary_of(service, question) for service in question.page(found)],
        next=question.next_link(request, total=len(found)),
    )


def candidates(question: ServicesQuestion, *, version: str) -> Sequence[PublicService]:
    """All services, or those that the search finds."""
    services = services_by_slug(version)
    if question.q is None:
        return list(services.values())
    found = search(query=question.q, language=question.reader_language, kinds=["service"], limit=MOST_MATCHES)
    return [services[hit.key] for hit in found.items if hit.key in services]


@router.get(
    "/services/{slug}",
    **PUBLIC,
    response={200: ServiceAnswer, **NOT_FOUND},
    operation_id="getService",
    summary="Everything about one service",
)
@decorate_view(by_version)
def get_service(
    request: HttpRequest,
    slug: Annotated[str, Path(description="The name of the service in addresses.", example="passport")],
    question: Query[InLanguage],
) -> ServiceAnswer:
    """What it is, what you need, what it costs, how long it takes, on which law it rests, and where it is offered."""
    version = version_of(request)
    service = services_by_slug(version).get(slug)
    if service is None:
        refuse_unknown(kind="service", slug=slug, language=question.reader_language)
    return answer_of(service, question, version=version)
