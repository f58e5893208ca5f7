"""The pages of the operators, and the figures for their monitoring."""

import hmac
from ipaddress import ip_address
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from zenne.core.access.public import asker_of, internal, open_to
from zenne.core.operations.metrics import all_metrics
from zenne.core.operations.permissions import SEE
from zenne.core.operations.queries import overview

TEXT_FORMAT: Final = "text/plain; version=0.0.4; charset=utf-8"
FORWARDED: Final = ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "X-Real-IP", "Via")
REFUSED: Final = "These figures are for operators: ask from this machine, or with the token in ZENNE_METRICS_TOKEN.\n"


@internal
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures, for whoever has the token; without a token in the settings, for this machine only."""
    if not may_read_metrics(request):
        return HttpResponse(REFUSED, status=403, content_type="text/plain; charset=utf-8")
    return HttpResponse(all_metrics(), content_type=TEXT_FORMAT, headers={"Cache-Control": "no-store"})


def may_read_metrics(request: HttpRequest) -> bool:
    """A proxy on this machine also asks from here; whatever it passes on has one of its headers."""
    token = settings.METRICS_TOKEN
    if token:
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return hmac.compare_digest(given.encode(), token.encode())
    is_forwarded = any(name in request.headers for name in FORWARDED)
    return is_this_machine(request.META.get("REMOTE_ADDR", "")) and not is_forwarded


def is_this_machine(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False


@open_to(SEE)
def operations(request: HttpRequest) -> HttpResponse:
    """How the installation is doing."""
    found = overview(asker=asker_of(request))
    return render(request, "operations/overview.html", {"found": found})
