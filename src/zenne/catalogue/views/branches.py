"""Pages of branches."""

from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language

from zenne.catalogue.models import Branch
from zenne.catalogue.opening import branch_now, earliest_change, place_now, week_of
from zenne.catalogue.places import Nearest, nearest_branches, places_for, services_at_branches
from zenne.catalogue.queries import service_names, services_at
from zenne.catalogue.rules.addresses import LONGEST_QUERY
from zenne.catalogue.rules.street_words import fold
from zenne.catalogue.weeks import branch_week
from zenne.core.content.public import kept_page, version_of

BRANCH_PAGE: Final = "catalogue/branch_page.html"


@dataclass(frozen=True, slots=True)
class Choice:
    """A street or place that may be meant, with the address of the same page for it."""

    name: str
    query: str


def branch_list(request: HttpRequest) -> HttpResponse:
    """All branches with what is open now; those that offer a service; from near to far when a street was typed."""
    return near_street(request) if typed_street(request) else all_branches(request)


@kept_page
def all_branches(request: HttpRequest) -> HttpResponse:
    version, service = version_of(request), asked_service(request)
    places = [place_now(place, version=version) for place in places_for(service, version=version)]
    context = form_of(request, service=service, version=version) | {"places": places}
    response = render(request, "catalogue/branch_list.html", context)
    response.valid_until = earliest_change(places)  # type: ignore[attr-defined]
    return response


def near_street(request: HttpRequest) -> HttpResponse:
    """Not found for an unknown street or place. Not kept: where somebody lives is nobody else's business."""
    version, service = version_of(request), asked_service(request)
    nearest = nearest_branches(street=typed_street(request), service=service, version=version)
    places = [replace(place_now(near.place, version=version), metres=near.metres) for near in nearest.places]
    context = form_of(request, service=service, version=version) | {
        "nearest": nearest,
        "found_name": nearest.street.label_in(get_language() or "en") if nearest.street else "",
        "places": places,
        "choices": choices(nearest, service=service),
    }
    is_unknown = nearest.street is None and not nearest.is_ambiguous
    response = render(request, "catalogue/branch_list.html", context, status=404 if is_unknown else 200)
    response["Cache-Control"] = "private, no-store"
    return response


def typed_street(request: HttpRequest) -> str:
    """What was typed as a street, without characters that nobody sees; empty when nothing was."""
    visible = "".join(letter if letter.isprintable() else " " for letter in request.GET.get("street", ""))
    return " ".join(visible[:LONGEST_QUERY].split())


def asked_service(request: HttpRequest) -> str | None:
    """The slug of the service that was chosen; none: all branches. Raises Http404 for one that does not exist."""
    slug = request.GET.get("service", "").strip()
    if slug and slug not in service_names(version_of(request)):
        raise Http404
    return slug or None


def form_of(request: HttpRequest, *, service: str | None, version: str) -> dict[str, object]:
    """What the form above the list shows: every service of the branches in the order of the alphabet."""
    language = get_language() or "en"
    options = [(slug, name.shown_in(language).text) for slug, name in services_at_branches(version)]
    return {
        "typed": typed_street(request),
        "service": service,
        "service_name": service_names(version)[service].name if service else None,
        "options": sorted(options, key=lambda option: fold(option[1])),
    }


def choices(nearest: Nearest, *, service: str | None) -> list[Choice]:
    """The other streets and places that may be meant."""
    chosen, language = {"service": service} if service else {}, get_language() or "en"
    names = [other.label_in(language) for other in nearest.alternatives]
    return [Choice(name, "?" + urlencode(chosen | {"street": name})) for name in names]


@kept_page
def branch_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One branch: when it is open, how to get there, what it does and in which languages."""
    version = version_of(request)
    branch: Branch = get_object_or_404(Branch.objects.current(), slug=slug)
    context = branch_context(branch, version=version)
    response = render(request, BRANCH_PAGE, context)
    response.valid_until = earliest_change(context["here"])  # type: ignore[attr-defined]
    return response


def branch_context(branch: Branch, *, version: str) -> dict[str, Any]:
    """What the page of a branch shows."""
    place = branch_now(branch, version=version)
    return {
        "branch": branch,
        "place": place,
        "here": [place],
        "week": week_of(branch, version=version),
        "table": branch_week(branch, version=version),
        "offerings": services_at(branch, version=version),
    }
