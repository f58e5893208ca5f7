"""How many of a team are away: anybody of it says so, and nobody is named."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.mailroom.answers.actions.end_away import end_away
from zenne.mailroom.answers.actions.say_who_is_away import say_who_is_away
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.absence_forms import AwayForm
from zenne.mailroom.desk.absences import own_absences, own_teams
from zenne.mailroom.desk.wording import sentence

DONE = ("said", "ended")


@open_to(ANSWER_LETTERS)
@never_cache
def away_page(request: HttpRequest) -> HttpResponse:
    """What is said for the days to come, and the form with which more is said."""
    asker, today, refusal = asker_of(request), timezone.localdate(), ""
    form = AwayForm(request.POST if request.method == "POST" else None, teams=own_teams(asker=asker), today=today)
    if form.is_valid():
        try:
            say_who_is_away(asker=asker, away=form.away(), today=today)
        except AnswerRefused as refused:
            refusal = sentence(refused)
        else:
            return to_page("said")
    done = request.GET.get("done", "")
    context = {
        "form": form,
        "rows": own_absences(asker=asker, today=today),
        "refusal": refusal,
        "done": done if done in DONE else "",
    }
    return render(request, "letters/away.html", context, status=422 if form.errors or refusal else 200)


@open_to(ANSWER_LETTERS)
@never_cache
@posted_from("letters:away")
def end(request: HttpRequest) -> HttpResponse:
    """They are there again, or it was a mistake."""
    try:
        named = UUID(request.POST.get("away", ""))
    except ValueError:
        return to_page("")
    end_away(asker=asker_of(request), away=named)
    return to_page("ended")


def to_page(done: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("letters:away") + (f"?done={done}" if done else ""))
