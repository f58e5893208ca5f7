"""The figures of letters, for those who answer them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from zenne.core.access.public import open_to
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.figures.kept import kept_days
from zenne.mailroom.figures.shapes import HEIGHT, WIDTH, kept_picture


@open_to(ANSWER_LETTERS)
@never_cache
def kept_page(request: HttpRequest) -> HttpResponse:
    """Of the days that were named to writers, how many held: in words, as a picture and as tables."""
    found = kept_days()
    picture = kept_picture(found.weeks) if found else None
    context = {"found": found, "picture": picture, "width": WIDTH, "height": HEIGHT}
    return render(request, "letter_figures/kept.html", context)
