"""The screen in the waiting room."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zenne.core.access.public import PUBLIC, open_to
from zenne.counters.queue.queries import public_room
from zenne.counters.queue.views.asked import asked_branch


@dataclass(frozen=True, slots=True)
class Words:
    """What the screen says in one language."""

    language: str
    number: str
    desk: str
    waiting: str
    spoken: str


@open_to(PUBLIC)
@never_cache
def screen_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Which number goes to which desk, in all languages of the interface, without a word about anybody."""
    branch = asked_branch(slug)
    context = {"branch": branch, "room": public_room(branch, timezone.now()), "words": words_in_all_languages()}
    return render(request, "queue/screen.html", context)


def words_in_all_languages() -> list[Words]:
    """The same words in each language; ``spoken`` has places for the number and the desk."""
    found = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            spoken = _("Number %(number)s, please go to desk %(desk)s.")
            found.append(Words(code, _("Number called"), _("Desk"), _("People waiting"), spoken))
    return found
