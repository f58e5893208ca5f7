"""Pages of public services."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zenne.catalogue.models import LifeEvent, Topic
from zenne.catalogue.opening import earliest_change, place_now
from zenne.catalogue.queries import life_events, places_of, related_services, service_by_slug, services, topics
from zenne.core.content.public import kept_page, version_of


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
    places = [place_now(place, version=version) for place in places_of(service, version=version)]
    context = {"service": service, "places": places, "related": related_services(service, version=version)}
    response = render(request, "catalogue/service_page.html", context)
    response.valid_until = earliest_change(places)  # type: ignore[attr-defined]
    return response


@kept_page
def life_event_page(request: HttpRequest, key: str) -> HttpResponse:
    """What to arrange when something happens in your life."""
    event: LifeEvent = get_object_or_404(LifeEvent.objects.current(), key=key)
    found = services().filter(life_events=event)
    others = [other for other in life_events(version_of(request)) if other != event]
    context = {"heading": event, "services": found, "others": others, "is_life_event": True}
    return render(request, "catalogue/service_group.html", context)


@kept_page
def topic_page(request: HttpRequest, key: str) -> HttpResponse:
    """The services of one topic."""
    topic: Topic = get_object_or_404(Topic.objects.current(), key=key)
    others = [other for other in topics(version_of(request)) if other != topic]
    context = {"heading": topic, "services": services().filter(topic=topic), "others": others}
    return render(request, "catalogue/service_group.html", context)
