"""A shift: change it, or withdraw it."""

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.core.content.public import version_of
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.counters.planning.actions.change_shift import change_shift
from zenne.counters.planning.actions.withdraw_shifts import withdraw_shifts
from zenne.counters.planning.days import day_of
from zenne.counters.planning.forms import ShiftForm
from zenne.counters.planning.places import colleagues_to_plan, desks_to_plan
from zenne.counters.planning.touching import touched_by
from zenne.counters.planning.views.asked import asked_shift
from zenne.counters.planning.views.week import week_address


@open_to(PLAN_SHIFTS)
@never_cache
def shift_page(request: HttpRequest, number: int) -> HttpResponse:
    """The shift; what is sent says with ``do`` whether it is changed or withdrawn."""
    shift, now = asked_shift(request, number), timezone.now()
    if request.method != "POST":
        return answer(request, shift, shift_form(request, shift), now=now)
    if request.POST.get("do") == "withdraw":
        return withdraw(request, shift, now=now)
    if request.POST.get("do") != "change":
        raise Http404
    form = shift_form(request, shift)
    if form.is_valid():
        try:
            changed = change_shift(
                asker=asker_of(request), shift=shift, wish=form.wish(), now=now, version=version_of(request)
            )
            day = day_of(changed.starts_at, version=version_of(request))
            return HttpResponseRedirect(f"{week_address(changed.branch, day)}?done=changed")
        except ShiftRefused as refused:
            form.refuse(refused)
    return answer(request, shift, form, now=now, status=422)


def withdraw(request: HttpRequest, shift: Shift, *, now: datetime) -> HttpResponse:
    """Withdraw the shift, and show what becomes of the appointments."""
    account = withdraw_shifts(asker=asker_of(request), branch=shift.branch, shifts=[shift.pk], now=now)
    if account is None:
        return HttpResponseRedirect(week_address(shift.branch, day_of(shift.starts_at, version=version_of(request))))
    return HttpResponseRedirect(reverse("planning:account", args=[account.uuid]))


def shift_form(request: HttpRequest, shift: Shift) -> ShiftForm:
    asker = asker_of(request)
    members, desks = colleagues_to_plan(asker=asker), desks_to_plan(asker=asker, branch=shift.branch)
    if request.POST.get("do") == "change":
        return ShiftForm(request.POST, branch=shift.branch, members=members, desks=desks)
    initial = ShiftForm.of(shift, version=version_of(request))
    return ShiftForm(branch=shift.branch, members=members, desks=desks, initial=initial)


def answer(request: HttpRequest, shift: Shift, form: ShiftForm, *, now: datetime, status: int = 200) -> HttpResponse:
    version = version_of(request)
    context = {
        "shift": shift,
        "form": form,
        "touching": touched_by(asker=asker_of(request), shifts=[shift.pk], now=now),
        "is_over": shift.ends_at <= now,
        "week_address": week_address(shift.branch, day_of(shift.starts_at, version=version)),
    }
    return render(request, "planning/shift.html", context, status=status)
