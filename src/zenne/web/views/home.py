"""The first page."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from zenne.catalogue.public import best_language, branches, branches_now, life_events, services, topics
from zenne.core.content.public import kept_page, version_of

POPULAR = 6


def choose_language(request: HttpRequest) -> HttpResponse:
    """From the bare address to the home page in the best language."""
    response = HttpResponseRedirect(f"/{best_language(request)}/")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@kept_page
def home(request: HttpRequest) -> HttpResponse:
    """Search, life events, topics, and where it is open now."""
    version = version_of(request)
    places, valid_until = branches_now(branches(version), version=version)
    context = {
        "life_events": life_events(version),
        "topics": topics(version),
        "popular": services()[:POPULAR],
        "places": places,
    }
    response = render(request, "web/home.html", context)
    response.valid_until = valid_until  # type: ignore[attr-defined]
    return response
