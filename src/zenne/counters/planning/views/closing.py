"""Closing a branch for a while, and what became of appointments."""

from datetime import datetime
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
from zenne.counters.planning.actions.close_for_a_while import close_for_a_while
from zenne.counters.planning.actions.reopen_branch import reopen_branch
from zenne.counters.planning.days import day_of
from zenne.counters.planning.fates import account_of
from zenne.counters.planning.forms import ClosingForm
from zenne.counters.planning.places import closures_at
from zenne.counters.planning.stretches import Stretch
from zenne.counters.planning.touching import Touching, touched_by_closing
from zenne.counters.planning.views.asked import asked_branch, asked_withdrawal, found
from zenne.counters.planning.views.week import week_address
from zenne.counters.planning.words import fate_in_words, stretch_in_words


@open_to(PLAN_SHIFTS)
@never_cache
def close_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose a time, see whom it touches, and close the branch for it; or open it again."""
    branch, now, version = asked_branch(request, slug), timezone.now(), version_of(request)
    if request.POST.get("do") == "reopen":
        return reopen(request, branch, now=now)
    sent = request.POST if request.method == "POST" else request.GET
    is_asked, today = "day" in sent or request.method == "POST", day_of(now, version=version)
    form = ClosingForm(sent if is_asked else {"day": today}, branch=branch, now=now, version=version)
    stretch = form.stretch if form.is_valid() else None
    if stretch is not None and request.method == "POST":
        account = close_for_a_while(asker=asker_of(request), branch=branch, stretch=stretch, now=now)
        if account is None:
            return HttpResponseRedirect(reverse("planning:close", args=[branch.slug]))
        return HttpResponseRedirect(reverse("planning:account", args=[account.uuid]))
    closures = closures_at(asker=asker_of(request), branch=branch, now=now)
    context = {
        "branch": branch,
        "form": form,
        "stretch": stretch,
        "is_now": stretch and stretch.begin <= now,
        "closures": [(each, stretch_in_words(each.starts_at, each.ends_at)) for each in closures],
        "week_address": week_address(branch, stretch.day if stretch else today),
    }
    if stretch:
        context["when"] = stretch_in_words(stretch.begin, stretch.end)
        context["is_closed"] = any(each.starts_at <= stretch.begin and stretch.end <= each.ends_at for each in closures)
        context["touching"] = touching_in(request, branch, stretch, now=now)
    return render(request, "planning/close.html", context, status=200 if stretch else 422)


def reopen(request: HttpRequest, branch: Branch, *, now: datetime) -> HttpResponse:
    """Open the branch again, and show that week. Raises Http404."""
    number, asker = request.POST.get("closure", ""), asker_of(request)
    closures = {str(each.pk): each for each in closures_at(asker=asker, branch=branch, now=now)}
    closure = found(closures.get(number))
    reopen_branch(asker=asker, closure=closure, now=now)
    return HttpResponseRedirect(week_address(branch, closure.day))


def touching_in(request: HttpRequest, branch: Branch, stretch: Stretch, *, now: datetime) -> Touching:
    """Whom it touches when a branch closes for a while."""
    asker = asker_of(request)
    return touched_by_closing(asker=asker, branch=branch, begin=stretch.begin, end=stretch.end, now=now)


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
