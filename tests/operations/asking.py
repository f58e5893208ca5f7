"""Who asks the site of these tests."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from zenne.core.access.public import Asker, AskerKind


def somebody_asks(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Sign in whoever says so in a header."""

    def handle(request: HttpRequest) -> HttpResponse:
        if name := request.headers.get("X-Test-Asker"):
            request.asker = Asker(AskerKind.PERSON, "person:5f0c", name)  # type: ignore[attr-defined]
        return get_response(request)

    return handle
