"""The site of these tests: Zenne's own pages, with some beside them that go wrong."""

import logging
import threading

import structlog
from django.http import HttpRequest, HttpResponse
from django.urls import path

from zenne.web.wsgi import application

from zenne.core.operations.public import not_kept  # isort: skip - only after the application has set Django up
from zenne.web import urls  # isort: skip

__all__ = ["application"]


def fail(request: HttpRequest, words: str) -> HttpResponse:
    try:
        int(words)
    except ValueError as error:
        raise LookupError(f"nothing about {request.GET.get('q')}") from error
    return HttpResponse()


def log_words(request: HttpRequest, words: str) -> HttpResponse:
    logging.getLogger("some.library").warning("%s could not be reached at %s", words, request.GET.get("q"))
    structlog.get_logger("zenne.tests").warning("told", person=words, reason=f"mail to {request.GET.get('mail')}")
    thread = threading.Thread(target=fail, args=(request, words))
    thread.start()
    thread.join()
    return HttpResponse()


@not_kept
def secret_page(request: HttpRequest) -> HttpResponse:
    return HttpResponse("a link from a letter")


def with_cookie(request: HttpRequest) -> HttpResponse:
    response = HttpResponse()
    response.set_cookie("colour", "blue")
    return response


urls.urlpatterns[:0] = [
    path("tests/fail/<str:words>", fail),
    path("api/v1/tests/fail/<str:words>", fail),
    path("tests/log/<str:words>", log_words),
    path("tests/secret", secret_page),
    path("tests/cookie", with_cookie),
]
