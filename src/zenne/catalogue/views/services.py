"""Pages of public services."""

from itertools import groupby
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zenne.catalogue.models import LifeEvent, PublicService, Topic
from zenne.catalogue.opening import earliest_change, place_now
from zenne.catalogue.queries import life_events, places_of, related_services, service_by_slug, services, topics
from zenne.catalogue.rules.parts import ChannelKind
from zenne.catalogue.weeks import phone_week, service_week
from zenne.core.content.public import kept_page, version_of

SERVICE_PAGE: Final = "catalogue/service_page.html"
GROUP_PAGE: Final = "catalogue/service_group.html"


@kept_page
def service_list(request: HttpRequest) -> HttpResponse:
    """All services by topic."""
    by_topic = sorted(services(), key=lambda service: (service.topic.position, -service.popularity))
    groups = [(topic, list(group)) for topic, group in groupby(by_topic, key=lambda service: service.topic)]
    context = {"groups": groups, "life_events": life_events(version_of(request))}
    return render(request, "catalogue/service_list.html", context)


@kept_page
def service_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything about one service: what you need, online or where, in which language, what it costs, how long."""
    version = version_of(request)
    service = service_by_slug(version, slug)
    if service is None:
        raise Http404
    context = service_context(service, version=version)
    response = render(request, SERVICE_PAGE, context)
    response.valid_until = earliest_change(context["places"])  # type: ignore[attr-defined]
    return response


def service_context(service: PublicService, *, version: str) -> dict[str, Any]:
    """What the page of a service shows."""
    there = places_of(service, version=version)
    by_phone = service.channel(ChannelKind.PHONE)
    return {
        "service": service,
        "places": [place_now(place, version=version) for place in there],
        "weeks": {place.branch.pk: service_week(place, service.pk, version=version) for place in there},
        "phone_week": phone_week(by_phone.hours, version=version) if by_phone and by_phone.hours else None,
        "related": related_services(service, version=version),
    }


@kept_page
def life_event_page(request: HttpRequest, key: str) -> HttpResponse:
    """What to arrange when something happens in your life."""
    event: LifeEvent = get_object_or_404(LifeEvent.objects.current(), key=key)
    return render(request, GROUP_PAGE, life_event_context(event, version=version_of(request)))


def life_event_context(event: LifeEvent, *, version: str) -> dict[str, Any]:
    """What the page of a life event shows."""
    others = [other for other in life_events(version) if other != event]
    found = services().filter(life_events=event)
    return {"heading": event, "services": found, "others": others, "is_life_event": True}


@kept_page
def topic_page(request: HttpRequest, key: str) -> HttpResponse:
    """The services of one topic."""
    topic: Topic = get_object_or_404(Topic.objects.current(), key=key)
    return render(request, GROUP_PAGE, topic_context(topic, version=version_of(request)))


def topic_context(topic: Topic, *, version: str) -> dict[str, Any]:
    """What the page of a topic shows."""
    others = [other for other in topics(version) if other != topic]
    return {"heading": topic, "services": services().filter(topic=topic), "others": others}
