"""Closing a branch for a day, and what became of appointments."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.catalogue.public import Branch
from zenne.core.access.public import asker_of, open_to
from zenne.core.content.public import version_of
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.actions.close_for_a_day import close_for_a_day
from zenne.counters.planning.actions.reopen_branch import reopen_branch
from zenne.counters.planning.days import bounds_of, day_of
from zenne.counters.planning.fates import account_of
from zenne.counters.planning.forms import DayForm
from zenne.counters.planning.places import closures_at
from zenne.counters.planning.touching import Touching, shifts_on, touched_by
from zenne.counters.planning.views.asked import asked_branch, asked_withdrawal, found
from zenne.counters.planning.views.week import week_address
from zenne.counters.planning.words import fate_in_words


@open_to(PLAN_SHIFTS)
@never_cache
def close_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a day, see whom it touches, and close the branch on it; or open it again."""
    branch, now, version = asked_branch(request, slug), timezone.now(), version_of(request)
    today = day_of(now, version=version)
    if request.POST.get("do") == "reopen":
        return reopen(request, branch, now=now)
    sent = request.POST if request.method == "POST" else request.GET
    is_asked = "day" in sent or request.method == "POST"
    form = DayForm(sent, today=today) if is_asked else DayForm(initial={"day": today}, today=today)
    day = form.cleaned_data.get("day") if form.is_valid() else None if is_asked else today
    if day is not None and request.method == "POST":
        asker = asker_of(request)
        account = close_for_a_day(asker=asker, branch=branch, day=day, now=now, version=version)
        if account is None:
            return HttpResponseRedirect(reverse("planning:close", args=[branch.slug]))
        return HttpResponseRedirect(reverse("planning:account", args=[account.uuid]))
    closures = closures_at(asker=asker_of(request), branch=branch, now=now)
    context = {
        "branch": branch,
        "form": form,
        "day": day,
        "is_today": day == today,
        "closures": closures,
        "is_closed": any(each.day == day for each in closures),
        "touching": touching_on(request, branch, day, now=now) if day else None,
        "week_address": week_address(branch, day or today),
    }
    return render(request, "planning/close.html", context, status=200 if day else 422)


def reopen(request: HttpRequest, branch: Branch, *, now: datetime) -> HttpResponse:
    """Open the branch again on a day, and show that week. Raises Http404."""
    number, asker = request.POST.get("closure", ""), asker_of(request)
    closures = {str(each.pk): each for each in closures_at(asker=asker, branch=branch, now=now)}
    closure = found(closures.get(number))
    reopen_branch(asker=asker, closure=closure, now=now)
    return HttpResponseRedirect(week_address(branch, closure.day))


def touching_on(request: HttpRequest, branch: Branch, day: date, *, now: datetime) -> Touching:
    """Whom it touches when a branch closes on a day."""
    begin, end = bounds_of(day, version=version_of(request))
    return touched_by(asker=asker_of(request), shifts=shifts_on(branch, max(begin, now), end), now=now)


@open_to(PLAN_SHIFTS)
@never_cache
def account_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What became of the appointments of a withdrawal, by number."""
    withdrawal = asked_withdrawal(request, uuid)
    account = account_of(asker=asker_of(request), withdrawal=withdrawal)
    context = {
        "account": account,
        "tally": [(fate_in_words(fate), count) for fate, count in account.tally],
        "fates": [(each, fate_in_words(each.fate)) for each in account.fates],
        "branch": withdrawal.branch,
    }
    return render(request, "planning/account.html", context)
