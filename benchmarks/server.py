"""The web server of a benchmark: Zenne's own, with an empty view beside its pages and one that says who answers."""

import os

from django.http import HttpRequest, HttpResponse
from django.urls import path

from zenne.web.wsgi import application

from zenne.web import urls  # isort: skip - only after the application has set Django up

__all__ = ["application"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


def worker(request: HttpRequest) -> HttpResponse:
    """The process that answers."""
    return HttpResponse(str(os.getpid()))


urls.urlpatterns[:0] = [path("empty", empty), path("api/empty", empty), path("api/worker", worker)]
