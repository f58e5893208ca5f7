"""What happens around every request."""

import time
import uuid
from collections.abc import Callable
from http import HTTPStatus

import structlog
from django.http import Http404, HttpRequest, HttpResponse

from zenne.catalogue.public import shown_languages
from zenne.core.content.public import version_of
from zenne.web.errors import not_this_way
from zenne.web.languages import language_of_path

log = structlog.get_logger("zenne.requests")
Handler = Callable[[HttpRequest], HttpResponse]


def log_request(get_response: Handler) -> Handler:
    """Log one line a request: its route, not its path or address, which may hold what somebody typed or a secret."""

    def handle(request: HttpRequest) -> HttpResponse:
        structlog.contextvars.bind_contextvars(request=uuid.uuid4().hex[:12])
        started = time.perf_counter()
        response = get_response(request)
        log.info(
            "request",
            method=request.method,
            route=route_of(request),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000, 1),
        )
        structlog.contextvars.clear_contextvars()
        return response

    return handle


def only_languages_of_the_city(get_response: Handler) -> Handler:
    """No page exists in a language that the city does not show, also when the interface exists in it."""

    def handle(request: HttpRequest) -> HttpResponse:
        language = language_of_path(request.path)
        if language and language not in dict(shown_languages(version_of(request))):
            raise Http404
        return get_response(request)

    return handle


def page_for_wrong_method(get_response: Handler) -> Handler:
    """Show a page, rather than nothing, to people who come to an address in a way that it does not take."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if (
            response.status_code != HTTPStatus.METHOD_NOT_ALLOWED
            or response.content
            or not language_of_path(request.path)
        ):
            return response
        page = not_this_way(request)
        page["Allow"] = response["Allow"]
        return page

    return handle


def route_of(request: HttpRequest) -> str:
    """The route as it stands in the list of addresses: ``en/services/<slug:slug>/``; a dash when there is none."""
    return request.resolver_match.route or "/" if request.resolver_match else "-"
