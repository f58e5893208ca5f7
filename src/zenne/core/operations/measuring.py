"""Count every request."""

import contextlib
import time
from collections.abc import Callable
from typing import Any, Final

from django.db import connection
from django.http import HttpRequest, HttpResponse

from zenne.core.operations.metrics import queries, query_seconds, requests

METHODS: Final = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
NO_ROUTE: Final = "none"


class QueryTimer:
    """Counts the queries of one request."""

    def __init__(self) -> None:
        self.count = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.count += 1
            self.seconds += time.perf_counter() - started


class MeasuringMiddleware:
    """Count requests and queries by the name of the route: a fixed number of names, none of them personal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        timer = QueryTimer()
        started = time.perf_counter()
        with connection.execute_wrapper(timer):
            response = self.get_response(request)
        seconds = time.perf_counter() - started
        with contextlib.suppress(OSError):  # a full disk stops no page
            count(request, response, seconds=seconds, timer=timer)
        return response


def count(request: HttpRequest, response: HttpResponse, *, seconds: float, timer: QueryTimer) -> None:
    route = route_name(request)
    method = request.method if request.method in METHODS else "other"
    requests.labels(route, method, f"{response.status_code // 100}xx").observe(seconds)
    if timer.count:
        queries.labels(route).inc(timer.count)
        query_seconds.labels(route).inc(timer.seconds)


def route_name(request: HttpRequest) -> str:
    """The name of the address: ``catalogue:service``; without one its pattern; ``none`` for what does not exist."""
    match = request.resolver_match
    return (match.view_name or match.route or "/") if match else NO_ROUTE
