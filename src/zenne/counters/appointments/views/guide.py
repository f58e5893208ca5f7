"""How to make an appointment and to follow the queue, for residents."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe


@require_safe
def guide_page(request: HttpRequest) -> HttpResponse:
    """What to do, and what the city does meanwhile."""
    return render(request, "appointments/guide.html")
