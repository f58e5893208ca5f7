"""Writing down what came on paper or by telephone."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.core.content.public import version_of
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.actions.note_letter import note_letter
from zenne.mailroom.desk.forms import NoteForm
from zenne.mailroom.intake.errors import LetterRefused
from zenne.mailroom.letters.models import Letter


@open_to(ANSWER_LETTERS)
@never_cache
def note_page(request: HttpRequest) -> HttpResponse:
    """It becomes a letter like all others, with its clock."""
    posted, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = NoteForm(posted, files, version=version_of(request), initial={"language": get_language()})
    if form.is_valid():
        channel = Letter.Channel(form.cleaned_data["channel"])
        try:
            letter = note_letter(asker=asker_of(request), written=form.written(), channel=channel, now=timezone.now())
        except LetterRefused as refused:
            form.refuse(refused)
        else:
            return HttpResponseRedirect(reverse("letters:letter", args=[letter.thread.uuid]) + "?done=noted")
    return render(request, "letters/note.html", {"form": form}, status=422 if form.errors else 200)
