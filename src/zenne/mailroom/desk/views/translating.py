"""Letters in the language of whoever reads them, and drafts in that of the writer, made by a machine."""

from datetime import timedelta
from typing import Final
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.limits.public import Limit, by_asker, limited
from zenne.mailroom.answers.actions.translate_answer import translate_answer
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.actions.translate_letter import translate_letter
from zenne.mailroom.desk.forms import AnswerForm
from zenne.mailroom.desk.translations import own_language
from zenne.mailroom.desk.views.letters import CONFLICT, shown_page
from zenne.mailroom.desk.wording import sentence

TRANSLATING: Final = Limit("mailroom.translate", times=120, per=timedelta(hours=1))


@open_to(ANSWER_LETTERS)
@never_cache
@limited(TRANSLATING, by=by_asker, methods=("GET",))
def translated_page(request: HttpRequest, letter: UUID) -> HttpResponse:
    """A letter in the language of the page, with the letter itself below."""
    found = translate_letter(asker=asker_of(request), letter=letter, into=own_language())
    if found is None:
        raise Http404
    refusal = sentence(found.refusal) if found.refusal else ""
    return render(
        request, "letters/translated.html", {"found": found, "refusal": refusal}, status=CONFLICT if refusal else 200
    )


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
@limited(TRANSLATING, by=by_asker)
def translate(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Put what the form says, in the language of the page, into that of the writer, as a draft to look at."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return shown_page(request, uuid, form=form, status=422)
    try:
        translate_answer(
            asker=asker_of(request),
            thread=uuid,
            wording=form.wording(),
            written_in=own_language(),
            now=timezone.now(),
        )
    except AnswerRefused as refused:
        return shown_page(request, uuid, form=form, refusal=sentence(refused), status=CONFLICT)
    return HttpResponseRedirect(reverse("letters:letter", args=[uuid]) + "?done=translated#answer")
