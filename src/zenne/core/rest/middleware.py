"""What every answer to a program has in common."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zenne.core.rest.interface import method_not_allowed

API = "/api/"
EXPORTS = (".ttl", ".jsonld", ".rdf", ".ics", ".atom")
METHODS = "GET, HEAD, OPTIONS"
ALL = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
METHOD_NOT_ALLOWED = 405
OPEN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag, Retry-After"}
PREFLIGHT = {
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


class OpenDataMiddleware:
    """Let the pages of other sites read the API and the exports: they hold open data and know no cookies.

    Also answers OPTIONS, and HEAD like GET without the body.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API) and not request.path.endswith(EXPORTS):
            return self.get_response(request)
        response = self.answer(request)
        for name, value in OPEN.items():
            response[name] = value
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            allowed = methods_of(self.get_response(request))
            return HttpResponse(status=204, headers=PREFLIGHT | {"Allow": allowed})
        if request.method == "HEAD":
            request.method = "GET"
            return without_body(self.get_response(request))
        response = self.get_response(request)
        if response.status_code != METHOD_NOT_ALLOWED:
            return response
        return method_not_allowed(methods_of(response))


def methods_of(response: HttpResponse) -> str:
    """What an address answers to, from an answer to a method that it does not know; reading, where it does not say."""
    said = response.get("Allow", "") if response.status_code == METHOD_NOT_ALLOWED else ""
    known = {method.strip() for method in said.split(",")} - {""} or {"GET"}
    return ", ".join(
        method for method in ALL if method in known | {"OPTIONS"} | ({"HEAD"} if "GET" in known else set())
    )


def without_body(response: HttpResponse) -> HttpResponse:
    """The headers of an answer. How long one is that is sent while it is made, nobody knows before."""
    if response.streaming:
        response.streaming_content = ()  # type: ignore[attr-defined]
    else:
        response["Content-Length"] = str(len(response.content))
        response.content = b""
    return response
