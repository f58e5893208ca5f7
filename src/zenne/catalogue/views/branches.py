"""Pages of branches."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from zenne.catalogue.models import Branch
from zenne.catalogue.opening import branch_now, earliest_change, week_of
from zenne.catalogue.queries import branches, services_at
from zenne.core.content.public import kept_page, version_of


@kept_page
def branch_list(request: HttpRequest) -> HttpResponse:
    """All branches, with what is open now."""
    version = version_of(request)
    places = [branch_now(branch, version=version) for branch in branches(version)]
    response = render(request, "catalogue/branch_list.html", {"places": places})
    response.valid_until = earliest_change(places)  # type: ignore[attr-defined]
    return response


@kept_page
def branch_page(request: HttpRequest, slug: str) -> HttpResponse:
    """One branch: when it is open, how to get there, what it does and in which languages."""
    version = version_of(request)
    branch: Branch = get_object_or_404(Branch.objects.current(), slug=slug)
    place = branch_now(branch, version=version)
    context = {
        "branch": branch,
        "place": place,
        "week": week_of(branch, version=version),
        "offerings": services_at(branch, version=version),
    }
    response = render(request, "catalogue/branch_page.html", context)
    response.valid_until = earliest_change([place])  # type: ignore[attr-defined]
    return response
