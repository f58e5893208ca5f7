"""How to work at a counter."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zenne.core.access.public import open_to
from zenne.counters.queue.permissions import SERVE


@open_to(SERVE)
@require_safe
def guide_page(request: HttpRequest) -> HttpResponse:
    """From opening a desk to what is done when the network is gone."""
    return render(request, "queue/staff/guide.html")
