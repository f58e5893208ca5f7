"""The page that compares the branches."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zenne.catalogue.comparison import comparison, counter_topics
from zenne.catalogue.opening import earliest_change
from zenne.core.content.public import kept_page, version_of


@kept_page
def parity_page(request: HttpRequest) -> HttpResponse:
    """How near each branch comes to a full city hall: figures, gaps, and every service at every branch."""
    version, day, key = version_of(request), timezone.localdate(), request.GET.get("topic", "")
    topics = counter_topics(version, day)
    if key and key not in topics:
        raise Http404
    found = comparison(version, day)
    context = {
        "found": found,
        "groups": found.of_topics({key: topics[key]} if key else topics),
        "topics": topics.values(),
        "chosen": topics.get(key),
    }
    response = render(request, "catalogue/parity.html", context)
    response.valid_until = earliest_change([])  # type: ignore[attr-defined]
    return response
