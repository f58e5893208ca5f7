"""Looking at some of the answers that colleagues sent."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.mailroom.answers.actions.check_answer import check_answer
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.actions.read_check import read_check
from zenne.mailroom.desk.forms import CheckForm
from zenne.mailroom.desk.wording import sentence


@open_to(ANSWER_LETTERS)
@never_cache
def checks_page(request: HttpRequest) -> HttpResponse:
    """One answer after the other; what was typed stays when it cannot be kept."""
    form, refusal = CheckForm(request.POST if request.method == "POST" else None), ""
    if form.is_valid():
        try:
            check_answer(asker=asker_of(request), now=timezone.now(), **form.said())
        except AnswerRefused as refused:
            refusal = sentence(refused)
            if refused.code == "checked":  # what was typed is about another answer than the one that is shown next
                form = CheckForm()
        else:
            return HttpResponseRedirect(f"{request.path}?done=1")
    following = read_check(asker=asker_of(request))
    context = {"following": following, "form": form, "refusal": refusal, "is_done": "done" in request.GET}
    status = 409 if refusal else 422 if form.errors else 200
    return render(request, "letters/checks.html", context, status=status)
