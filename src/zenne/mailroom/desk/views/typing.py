"""What somebody is writing is kept while they write."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.mailroom.answers.actions.keep_typing import keep_typing
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.forms import TypedForm
from zenne.mailroom.desk.wording import sentence


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:letter", "uuid")
def keep(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The line below the form, for the page that asked without being left: when it was kept, or why it was not."""
    form, now = TypedForm(request.POST), timezone.now()
    if not form.is_valid():
        reasons = " ".join(str(reason) for each in form.errors.values() for reason in each)
        return render(request, "letters/parts/kept.html", {"refusal": reasons})
    try:
        keep_typing(
            asker=asker_of(request), thread=uuid, wording=form.wording(), read_at=form.cleaned_data["read_at"], now=now
        )
    except AnswerRefused as refused:
        return render(request, "letters/parts/kept.html", {"refusal": sentence(refused)})
    return render(request, "letters/parts/kept.html", {"kept_at": now})
