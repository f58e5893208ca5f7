"""How honest the waiting times are."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from zenne.core.content.public import kept_page, version_of
from zenne.counters.figures.honesty import honesty
from zenne.counters.figures.shapes import SIDE, curve_picture

KEPT = timedelta(minutes=15)


@kept_page
def honesty_page(request: HttpRequest) -> HttpResponse:
    """What people were told, and for how many it held: a curve, and each branch."""
    now = timezone.now()
    found = honesty(version=version_of(request), at=now)
    picture = curve_picture(found.shares) if found.told else None
    context = {"found": found, "picture": picture, "side": SIDE}
    response = render(request, "figures/honesty.html", context)
    response.valid_until = now + KEPT  # type: ignore[attr-defined]
    return response
