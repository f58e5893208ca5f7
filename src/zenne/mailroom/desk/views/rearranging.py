"""Putting letters together, and taking them apart."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.core.content.public import version_of
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.actions.split_letter import split_letter
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import lives_in
from zenne.mailroom.desk.actions.compare_letters import compare_letters
from zenne.mailroom.desk.actions.read_part import read_part
from zenne.mailroom.desk.forms import MergeForm, SplitForm
from zenne.mailroom.desk.wording import sentence

CONFLICT = 409


@open_to(ANSWER_LETTERS)
@never_cache
def merge_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Name the other letter, look at both, and put this one into the other."""
    asker, refusal = asker_of(request), ""
    form = MergeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            merged = merge_letters(asker=asker, thread=uuid, now=timezone.now(), **form.cleaned_data)
        except AnswerRefused as refused:
            refusal = sentence(refused)
        else:
            return to_letter(merged.uuid, "merged")
    named = request.POST.get("into", "") or request.GET.get("with", "")
    compared = compare_letters(asker=asker, thread=uuid, named=named)
    if compared is None:
        if lives := lives_in(asker, uuid):
            return to_letter(lives)
        raise Http404
    context = {"compared": compared, "named": named, "refusal": refusal}
    return render(request, "letters/merge.html", context, status=CONFLICT if refusal else 422 if form.errors else 200)


@open_to(ANSWER_LETTERS)
@never_cache
def split_page(request: HttpRequest, letter: UUID) -> HttpResponse:
    """Name the second question, and say who answers it."""
    asker, refusal = asker_of(request), ""
    part = read_part(asker=asker, letter=letter)
    if part is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = SplitForm(posted, version=version_of(request), has_others=part.has_others)
    if form.is_valid():
        try:
            second = split_letter(asker=asker, letter=letter, second=form.second(), now=timezone.now())
        except AnswerRefused as refused:
            refusal = sentence(refused)
        else:
            return to_letter(second.uuid, "split")
    context = {"part": part, "form": form, "refusal": refusal}
    return render(request, "letters/split.html", context, status=CONFLICT if refusal else 422 if form.errors else 200)


def to_letter(uuid: UUID, done: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("letters:letter", args=[uuid]) + (f"?done={done}" if done else ""))
