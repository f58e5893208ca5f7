"""The limits that hold everywhere: on the API, and on everything that is sent to a page."""

from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from zenne.core.access.public import asker_of
from zenne.core.limits.actions.allow import allow
from zenne.core.limits.decorators import WRITING
from zenne.core.limits.refusal import API, too_many
from zenne.core.limits.requests import by_asker
from zenne.core.limits.rules.windows import Limit

MINUTE = timedelta(minutes=1)
FORMS = Limit("forms", times=120, per=MINUTE)
"""Everything that is sent to a page. Those who sign in, or guess, have stricter limits of their own besides."""
FOR_THE_SIGNED_IN = 5
"""Whoever signs in or has a key may ask so many times as often: they are counted alone, not with their network."""


class LimitMiddleware:
    """Refuse what comes too often, by person or key, else by address. Reading pages is free and costs nothing here."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        limit = limit_of(request)
        if limit:
            allowance = allow(limit, by_asker(request))
            if not allowance:
                return too_many(request, allowance)
        return self.get_response(request)


def limit_of(request: HttpRequest) -> Limit | None:
    """The limit that holds for a request; None for pages that are only read."""
    if request.path.startswith(API):
        often = FOR_THE_SIGNED_IN if asker_of(request).is_somebody else 1
        return Limit("api", times=settings.API_REQUESTS_PER_MINUTE * often, per=MINUTE)
    return FORMS if request.method in WRITING else None
