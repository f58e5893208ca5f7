"""Every request reads one content version from beginning to end."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from zenne.core.content.queries import current_version


class ContentVersionMiddleware:
    """Set ``request.content_version``, read at its first use and the same until the answer is sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.content_version = SimpleLazyObject(current_version)  # type: ignore[attr-defined]
        return self.get_response(request)
