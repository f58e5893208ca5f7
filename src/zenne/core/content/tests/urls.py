"""Pages for the tests: each counts how often it was really made."""

from datetime import timedelta
from itertools import count

from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import path
from django.utils import timezone

from zenne.core.content.public import kept_page

made = count(1)


@kept_page
def page(request: HttpRequest) -> HttpResponse:
    """A page with a nonce, which names the language and whether htmx asks."""
    nonce = request.csp_nonce  # type: ignore[attr-defined]
    language = request.LANGUAGE_CODE
    part = request.headers.get("HX-Request", "whole")
    return HttpResponse(f'<script nonce="{nonce}"></script>{language} {part} made {next(made)}')


@kept_page
def brief(request: HttpRequest) -> HttpResponse:
    """A page that is true for an hour."""
    response = HttpResponse(f"made {next(made)}")
    response.valid_until = timezone.now() + timedelta(hours=1)  # type: ignore[attr-defined]
    return response


@kept_page
def over(request: HttpRequest) -> HttpResponse:
    """A page that was true until a second ago."""
    response = HttpResponse(f"made {next(made)}")
    response.valid_until = timezone.now() - timedelta(seconds=1)  # type: ignore[attr-defined]
    return response


@kept_page
def missing(request: HttpRequest) -> HttpResponse:
    """A page that does not exist."""
    return HttpResponseNotFound(f"made {next(made)}")


OPEN_TO = "everybody"
urlpatterns = [path(f"{view.__name__}/", view) for view in (page, brief, over, missing)]
