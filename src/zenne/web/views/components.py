"""All components on one page, to judge the look by eye."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "web/components.html")
