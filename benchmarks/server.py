"""The web server of a benchmark: Zenne's own, with an empty view beside its pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from zenne.web.wsgi import application

from zenne.web import urls  # isort: skip - only after the application has set Django up

__all__ = ["application"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urls.urlpatterns[:0] = [path("empty", empty), path("api/empty", empty)]
