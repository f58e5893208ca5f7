"""The week of a branch, and a day of it as a picture."""

from datetime import date, datetime, time

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.catalogue.public import Branch, branches
from zenne.core.access.public import asker_of, open_to
from zenne.core.content.public import version_of
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.actions.copy_week import copy_week
from zenne.counters.planning.actions.plan_shifts import Planned, plan_shifts
from zenne.counters.planning.day import day_picture
from zenne.counters.planning.days import DAY, clock_of, day_of, day_to_plan
from zenne.counters.planning.fates import recent_withdrawals
from zenne.counters.planning.forms import NewShiftForm
from zenne.counters.planning.places import colleagues_to_plan, desks_to_plan, own_branch
from zenne.counters.planning.rules.weeks import WEEK, week_name
from zenne.counters.planning.views.asked import asked_branch, asked_day, asked_week
from zenne.counters.planning.week import hours_on, week_of
from zenne.counters.planning.words import skipped_in_words

DONE = ("changed",)


@open_to(PLAN_SHIFTS)
@never_cache
def own_page(request: HttpRequest) -> HttpResponse:
    """To the week of the own branch; all branches to choose from, for somebody who works at no counter."""
    branch, version = own_branch(asker=asker_of(request)), version_of(request)
    if branch is not None and branch.slug in {place.slug for place in branches(version)}:
        return HttpResponseRedirect(week_address(branch, day_to_plan(branch, timezone.now(), version=version)))
    return render(request, "planning/branches.html", {"places": branches(version)})


@open_to(PLAN_SHIFTS)
@never_cache
def branch_page(request: HttpRequest, slug: str) -> HttpResponse:
    """To this week of a branch; to the next one when this one is over there."""
    branch = asked_branch(request, slug)
    day = day_to_plan(branch, timezone.now(), version=version_of(request))
    return HttpResponseRedirect(week_address(branch, day))


@open_to(PLAN_SHIFTS)
@never_cache
def week_page(request: HttpRequest, slug: str, week: str) -> HttpResponse:
    """The week; what is sent says with ``do`` whether a shift is planned or the week before copied."""
    branch, monday, now = asked_branch(request, slug), asked_week(week), timezone.now()
    if request.method != "POST":
        return answer(request, branch, monday, shift_form(request, branch, monday), now=now)
    if request.POST.get("do") == "copy":
        asker, version = asker_of(request), version_of(request)
        planned = copy_week(asker=asker, branch=branch, monday=monday, now=now, version=version)
        return answer(request, branch, monday, shift_form(request, branch, monday), now=now, planned=planned)
    if request.POST.get("do") != "plan":
        raise Http404
    form = shift_form(request, branch, monday)
    planned_now = plan(request, form, now=now)
    if planned_now is None:
        return answer(request, branch, monday, form, now=now, status=422)
    return answer(
        request, branch, monday, shift_form(request, branch, monday, again=form), now=now, planned=planned_now
    )


def plan(request: HttpRequest, form: NewShiftForm, *, now: datetime) -> Planned | None:
    """Plan what the form says; None when something stands in the way: the form says what."""
    if not form.is_valid():
        return None
    try:
        return plan_shifts(
            asker=asker_of(request),
            wish=form.wish(),
            until=form.cleaned_data["until"],
            now=now,
            version=version_of(request),
        )
    except ShiftRefused as refused:
        form.refuse(refused)
        return None


def shift_form(
    request: HttpRequest, branch: Branch, monday: date, *, again: NewShiftForm | None = None
) -> NewShiftForm:
    """The form of a new shift; ``again``: one that was sent, of which the times are kept for the next colleague."""
    asker = asker_of(request)
    members, desks = colleagues_to_plan(asker=asker), desks_to_plan(asker=asker, branch=branch)
    if request.POST.get("do") == "plan" and again is None:
        return NewShiftForm(request.POST, branch=branch, members=members, desks=desks)
    kept = ("day", "begin", "end", "takes", "until")
    initial = {name: again.cleaned_data[name] for name in kept} if again else usual_shift(request, branch, monday)
    return NewShiftForm(branch=branch, members=members, desks=desks, initial=initial)


def usual_shift(request: HttpRequest, branch: Branch, monday: date) -> dict[str, date | time]:
    """As long as the branch is open on the day that is looked at."""
    day, version = first_day(request, monday), version_of(request)
    hours = hours_on(branch, day, version=version)
    if not hours:
        return {"day": day}
    begin, end = hours[0][0], hours[-1][1]
    return {"day": day, "begin": clock_of(begin, version=version), "end": clock_of(end, version=version)}


def first_day(request: HttpRequest, monday: date) -> date:
    """The day that is looked at, else the first of the week that is not over."""
    asked, today = asked_day(request), day_of(timezone.now(), version=version_of(request))
    if asked is not None and monday <= asked < monday + WEEK:
        return asked
    return today if monday <= today < monday + WEEK else monday


def answer(  # noqa: PLR0913 - each is another part of the page
    request: HttpRequest,
    branch: Branch,
    monday: date,
    form: NewShiftForm,
    *,
    now: datetime,
    planned: Planned | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with the picture of a day if the address names one."""
    asker, version = asker_of(request), version_of(request)
    day = asked_day(request)
    is_in_week = day is not None and monday <= day < monday + WEEK
    context = {
        "branch": branch,
        "places": branches(version),
        "week": week_of(asker=asker, branch=branch, monday=monday, now=now, version=version),
        "sunday": monday + 6 * DAY,
        "name": week_name(monday),
        "before": week_name(monday - WEEK),
        "after": week_name(monday + WEEK),
        "this_week": week_name(day_of(now, version=version)),
        "form": form,
        "planned": planned,
        "skipped": [(each, skipped_in_words(each)) for each in planned.skipped] if planned else [],
        "day": day if is_in_week else None,
        "picture": day_picture(asker=asker, branch=branch, day=day, now=now, version=version)
        if day is not None and is_in_week
        else None,
        "withdrawals": recent_withdrawals(asker=asker, branch=branch.pk),
        "done": request.GET.get("done") if request.GET.get("done") in DONE else "",
    }
    return render(request, "planning/week.html", context, status=status)


def week_address(branch: Branch, day: date) -> str:
    """Where the week of a day is."""
    return reverse("planning:week", args=[branch.slug, week_name(day)])
