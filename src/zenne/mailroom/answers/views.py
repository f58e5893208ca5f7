"""The page on which a writer says whether they were answered."""

from datetime import timedelta
from typing import Final

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.access.public import asker_of
from zenne.core.limits.public import Limit, limited
from zenne.core.operations.public import not_kept
from zenne.mailroom.answers.actions.judge_answer import LONGEST_COMMENT, judge_answer
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.queries import answer_to_judge

JUDGING: Final = Limit("mailroom.judge", times=20, per=timedelta(hours=1))
SAID: Final = {"yes": True, "no": False}


class VerdictForm(forms.Form):
    """Whether the question was answered, and what else there is to say."""

    said = forms.ChoiceField(
        label=_("Was your question answered?"),
        choices=[("yes", _("Yes")), ("no", _("No, not yet"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose yes or no."), "invalid_choice": _("Choose yes or no.")},
    )
    comment = forms.CharField(
        label=_("What else would you like to say?"),
        help_text=_("You may leave this empty. If something is missing in the answer, say what."),
        required=False,
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 5, "class": "utrecht-textbox z-textarea"}),
    )


@not_kept
@limited(JUDGING)
def verdict_page(request: HttpRequest, token: str) -> HttpResponse:
    """The link in the mail chooses; nothing is said before the form is sent: programs open links, too."""
    judged = answer_to_judge(token)
    if judged is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = VerdictForm(posted, initial={"said": request.GET.get("said", "")})
    if form.is_valid():
        was_answered, comment = SAID[form.cleaned_data["said"]], form.cleaned_data["comment"]
        try:
            judge_answer(
                asker=asker_of(request), token=token, was_answered=was_answered, comment=comment, now=timezone.now()
            )
        except AnswerRefused as refused:  # the answer was erased between the two looks at it
            raise Http404 from refused
        return HttpResponseRedirect(f"{request.path}?done=1")
    context = {"judged": judged, "form": form, "is_done": "done" in request.GET and judged.verdict is not None}
    return render(request, "answers/verdict.html", context, status=422 if form.errors else 200)
