"""Addresses that only take forms: whoever comes to one otherwise is led to the page on which the form stands."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import reverse

from zenne.core.access.declarations import Parameters, View


def posted_from(route: str, *arguments: str) -> Callable[[View[Parameters]], View[Parameters]]:
    """A view that takes a form of another page. The language switch, a reload and a kept address lead to that page.

    Args:
        route: name of the address of that page.
        arguments: names of the view's own arguments that stand in that address too.
    """

    def declare(view: View[Parameters]) -> View[Parameters]:
        @wraps(view)
        def taking(request: HttpRequest, *args: Parameters.args, **kwargs: Parameters.kwargs) -> HttpResponseBase:
            if request.method == "POST":
                return view(request, *args, **kwargs)
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["POST"])
            query = request.META.get("QUERY_STRING", "")
            path = reverse(route, kwargs={name: kwargs[name] for name in arguments})
            return HttpResponseRedirect(f"{path}?{query}" if query else path)

        return cast("View[Parameters]", taking)

    return declare
