"""What, where and when; and the times that are free."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone

from zenne.catalogue.public import Branch
from zenne.core.access.public import asker_of
from zenne.core.content.public import version_of
from zenne.core.operations.public import not_kept
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.forms import SLOTS_ON_A_PAGE, STEPS, SearchForm
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import own_booking, own_seat
from zenne.counters.appointments.slots import FirstFree, Found, Slot, Wanted, search
from zenne.counters.appointments.tokens import Choice, managed_booking, slot_token
from zenne.counters.appointments.wording import journey

LATE = timedelta(days=7)
"""Whoever must wait as long as this is asked whether they would rather come earlier."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A time with what its button sends."""

    slot: Slot
    token: str


@dataclass(frozen=True, slots=True)
class Day:
    """The free times of one day, by branch."""

    date: date
    branches: list[tuple[Branch, list[Offered]]]


@dataclass(frozen=True, slots=True)
class First:
    """The first free time at a branch, with the address of the times there, and how long the journey takes."""

    free: FirstFree
    query: str
    journey: str


@not_kept
def search_page(request: HttpRequest) -> HttpResponse:
    """The first step. What is chosen already, by a link from a service or a branch, is filled in."""
    form = SearchForm.begun(request.GET.dict(), version=version_of(request))
    status = 404 if "service" in form.errors else 200
    return render(request, "appointments/search.html", form_context(request, form), status=status)


@not_kept
def slots_page(request: HttpRequest) -> HttpResponse:
    """The second step. With a mistake in what was chosen, the first one again."""
    form = SearchForm(request.GET, version=version_of(request))
    if not form.is_valid():
        return render(request, "appointments/search.html", form_context(request, form), status=422)
    moved = booking_to_move(request)
    wanted = replace(form.wanted(), own=own_seat(moved) if moved else None)
    found = search(wanted, version=version_of(request), now=timezone.now())
    context = {
        **form_context(request, form),
        "days": by_day([slot for slot in found.slots if not is_own(slot, moved)], wanted),
        "firsts": [first_of(first, wanted, request) for first in found.firsts],
        "is_limited": bool(form.cleaned_data["within"]),
        "is_estimated": wanted.by is not None,
        "change": changed(request),
        "later": changed(request, day=later_than(found)) if len(found.slots) == SLOTS_ON_A_PAGE else "",
        "is_late": not found.slots or found.slots[0].starts_at - timezone.now() >= LATE,
        "visit": wanted.visit_type,
        "people": wanted.people,
    }
    return render(request, "appointments/slots.html", context)


def first_of(first: FirstFree, wanted: Wanted, request: HttpRequest) -> First:
    takes = journey(wanted.by, first.minutes) if wanted.by and first.minutes is not None else ""
    return First(first, changed(request, branch=first.branch.slug), takes)


def booking_to_move(request: HttpRequest) -> Booking | None:
    """The appointment that gets another time; None when nothing is moved, or by nobody who may."""
    token = request.GET.get("moving", "")
    try:
        return own_booking(asker=asker_of(request), uuid=managed_booking(token), token=token) if token else None
    except BookingRefused:
        return None


def is_own(slot: Slot, moved: Booking | None) -> bool:
    """Whether it is the time that they have already."""
    return moved is not None and (slot.branch.pk, slot.step) == (moved.branch_id, moved.first_step)


def form_context(request: HttpRequest, form: SearchForm) -> dict[str, object]:
    """What the form shows. ``moving`` is the link of an appointment that gets another time."""
    return {"form": form, "moving": request.GET.get("moving", "")[:200], "steps": STEPS.items()}


def by_day(slots: Sequence[Slot], wanted: Wanted) -> list[Day]:
    """Free times as the page shows them: the days in order, and in each the branches in the order of the search."""
    days = []
    for day, of_day in groupby(sorted(slots, key=day_of), key=day_of):
        branches: dict[int, tuple[Branch, list[Offered]]] = {}
        for slot in of_day:
            choice = Choice(wanted.visit_type.pk, slot.branch.pk, slot.step, wanted.people, wanted.language)
            offered = branches.setdefault(slot.branch.pk, (slot.branch, []))[1]
            offered.append(Offered(slot, slot_token(choice)))
        days.append(Day(day, list(branches.values())))
    return days


def day_of(slot: Slot) -> date:
    return slot.starts_at.date()


def later_than(found: Found) -> str:
    """The day after the last that is shown, or that one itself when it is the only one."""
    days = sorted({day_of(slot) for slot in found.slots})
    return (days[-1] + timedelta(days=1 if len(days) == 1 else 0)).isoformat()


def changed(request: HttpRequest, **values: str) -> str:
    """The same question with something else in it, for a link."""
    query: QueryDict = request.GET.copy()
    for name, value in values.items():
        query[name] = value
    return "?" + query.urlencode()
