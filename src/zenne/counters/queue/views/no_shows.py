"""How many do not come, what that means for a day, and what the team decides about it."""

from datetime import date, timedelta
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.catalogue.public import Branch
from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.queue.actions.decide_overbooking import Decision, decide_overbooking
from zenne.counters.queue.actions.end_overbooking import end_overbooking
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.members import member_of
from zenne.counters.queue.no_shows import no_shows
from zenne.counters.queue.overbookings import effects_at
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.queries import visits_at
from zenne.counters.queue.rooms import day_of
from zenne.counters.queue.views.asked import asked_branch
from zenne.counters.queue.views.lengths import number_in
from zenne.counters.queue.words import AHEAD, sentence_of

PROPOSED: Final = timedelta(weeks=4)


@open_to(SERVE)
@never_cache
def no_shows_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Of the own branch; ``day`` is the day that is looked at, tomorrow at first."""
    return show(request, asked_branch(slug))


def show(request: HttpRequest, branch: Branch, *, refusal: str = "", status: int = 200) -> HttpResponse:
    asker, sent = asker_of(request), request.POST if request.method == "POST" else request.GET
    member = member_of(asker)
    if member is None or member.branch_id != branch.pk:
        return render(request, "queue/no_counter.html", {"branch": branch, "member": member})
    today = day_of(timezone.now())
    day = day_in(sent.get("day", "")) or today + timedelta(days=1)
    found = no_shows(asker=asker, member=member, day=day)
    context = {
        "branch": branch,
        "found": found,
        "groups": AHEAD.values(),
        "effects": effects_at(asker=asker, member=member),
        "visits": [each for each in visits_at(branch, walk_in_only=False) if each.by_appointment],
        "last_day": day_in(sent.get("last_day", "")) or day + PROPOSED,
        "may_end": asker.may(PLAN_SHIFTS),
        "may_decide": asker.may(PLAN_SHIFTS) and day > today,
        "refusal": refusal,
    }
    return render(request, "queue/staff/no_shows.html", context, status=status)


@open_to(PLAN_SHIFTS)
@never_cache
@posted_from("queue:no-shows", "slug")
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """Accept the advice that was read, or end what was decided (``decision`` is its number)."""
    branch, asker, sent, now = asked_branch(slug), asker_of(request), request.POST, timezone.now()
    member = member_of(asker)
    if member is None or member.branch_id != branch.pk:
        return show(request, branch)
    try:
        if sent.get("decision"):
            end_overbooking(asker=asker, branch=branch, number=number_in(sent["decision"]), now=now)
        else:
            accept(request, branch)
    except QueueRefused as refused:
        return show(request, branch, refusal=sentence_of(refused), status=409)
    day = day_in(sent.get("day", ""))
    return HttpResponseRedirect(reverse("queue:no-shows", args=[slug]) + (f"?day={day}" if day else ""))


def accept(request: HttpRequest, branch: Branch) -> None:
    """Raises QueueRefused, also for what is no number and no day."""
    sent = request.POST
    visits = {each.pk: each for each in visits_at(branch, walk_in_only=False) if each.by_appointment}
    visit = visits.get(number_in(sent.get("visit", "")))
    day, last_day = day_in(sent.get("day", "")), day_in(sent.get("last_day", ""))
    begin, end, places = (number_in(sent.get(name, "")) for name in ("begin_hour", "end_hour", "places"))
    if visit is None:
        raise QueueRefused("not-here")
    if day is None or last_day is None:
        raise QueueRefused("wrong-period")
    decision = Decision(day, begin, end, last_day, places)
    decide_overbooking(asker=asker_of(request), branch=branch, visit=visit, decision=decision, now=timezone.now())


def day_in(typed: str) -> date | None:
    """A day as a form sends it; None for anything else, and for days of other centuries."""
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        return None
    return day if 2000 <= day.year < 2200 else None
