"""Finding a letter again."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.actions.find_letters import find_letters
from zenne.mailroom.letters.finding import LONGEST_QUERY


@open_to(ANSWER_LETTERS)
@never_cache
def find_page(request: HttpRequest) -> HttpResponse:
    """The letters that fit what was typed, some on a page."""
    typed, page = request.GET.get("q", "")[:LONGEST_QUERY].replace("\0", ""), request.GET.get("page", "")
    found = None
    if typed.strip():
        number = int(page) if page.isascii() and page.isdigit() and len(page) < 5 else 1
        found = find_letters(asker=asker_of(request), typed=typed, page=number, now=timezone.now())
    return render(request, "letters/find.html", {"typed": typed, "found": found})
