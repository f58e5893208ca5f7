"""What happens around every request."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

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


def route_of(request: HttpRequest) -> str:
    """The route as it stands in the list of addresses: ``en/services/<slug:slug>/``; a dash when there is none."""
    return request.resolver_match.route or "/" if request.resolver_match else "-"
