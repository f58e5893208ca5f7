"""How long appointments are, and how long visits took: the team decides."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.queue.actions.answer_length import answer_length
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.lengths import lengths
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.words import sentence_of


@open_to(SERVE)
@never_cache
def lengths_page(request: HttpRequest) -> HttpResponse:
    """Where another length is proposed, with its figures; and what was decided."""
    return show(request)


def show(request: HttpRequest, *, refusal: str = "", status: int = 200) -> HttpResponse:
    asker = asker_of(request)
    context = {"lengths": lengths(asker=asker), "may_decide": asker.may(PLAN_SHIFTS), "refusal": refusal}
    return render(request, "queue/staff/lengths.html", context, status=status)


@open_to(PLAN_SHIFTS)
@never_cache
@posted_from("queue:lengths")
def answer(request: HttpRequest) -> HttpResponse:
    """Take a length over (``taken`` is “yes”), or leave it."""
    sent = request.POST
    proposal, minutes = (number_in(sent.get(name, "")) for name in ("proposal", "minutes"))
    try:
        answer_length(
            asker=asker_of(request), proposal=proposal, minutes=minutes, is_taken=sent.get("taken") == "yes",
            at=timezone.now(),
        )  # fmt: skip
    except QueueRefused as refused:
        return show(request, refusal=sentence_of(refused), status=409)
    return HttpResponseRedirect(reverse("queue:lengths"))


def number_in(typed: str) -> int:
    """A number as a form sends it; 0, which nothing has, for anything else."""
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 10 else 0
