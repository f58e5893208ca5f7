"""The way from a spreadsheet to a published and protected data set, for stewards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from zenne.core.access.public import open_to
from zenne.dataportal.permissions import MANAGE_DATA


@open_to(MANAGE_DATA)
@require_safe
def guide_page(request: HttpRequest) -> HttpResponse:
    """The steps, each with the page on which it is done."""
    return render(request, "dataportal/staff/guide.html")
