"""Asking a colleague about a letter, and saying something to one."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.mailroom.answers.actions.ask_colleague import ask_colleague
from zenne.mailroom.answers.actions.tell_colleague import tell_colleague
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.actions.read_question import read_question
from zenne.mailroom.desk.forms import AskForm, TellForm
from zenne.mailroom.desk.views.letters import CONFLICT, shown_page, to_letter
from zenne.mailroom.desk.wording import sentence


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def ask(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask a colleague or a team; what was typed is shown again when that cannot be."""
    form = AskForm(request.POST)
    if not form.is_valid():
        return shown_page(request, uuid, form=form, status=422)
    try:
        asked, note = form.cleaned_data["asked"], form.cleaned_data["note"]
        ask_colleague(asker=asker_of(request), thread=uuid, asked=asked, text=note, now=timezone.now())
    except AnswerRefused as refused:
        return shown_page(request, uuid, form=form, refusal=sentence(refused), status=CONFLICT)
    return to_letter(uuid, "asked")


@open_to(ANSWER_LETTERS)
@never_cache
def question_page(request: HttpRequest, question: UUID) -> HttpResponse:
    """What is asked, with the letter that it is about, and a place to say something."""
    asker, refusal = asker_of(request), ""
    form = TellForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            tell_colleague(asker=asker, question=question, text=form.cleaned_data["note"], now=timezone.now())
        except AnswerRefused as refused:
            refusal = sentence(refused)
        else:
            return HttpResponseRedirect(reverse("letters:list") + "?done=told")
    read = read_question(asker=asker, question=question)
    if read is None:
        raise Http404
    context = {"read": read, "form": form, "refusal": refusal}
    return render(request, "letters/asked.html", context, status=CONFLICT if refusal else 422 if form.errors else 200)
