"""Booking for somebody on the telephone or at the desk, in the steps and with the rules that residents have."""

from typing import Any, Final
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.content.public import version_of
from zenne.core.limits.public import by_asker, too_many
from zenne.counters.appointments.actions.ask_booking import Details, ask_booking
from zenne.counters.appointments.actions.hold_slot import hold_slot
from zenne.counters.appointments.actions.move_booking import move_booking
from zenne.counters.appointments.errors import AppointmentError, BookingRefused, SlotTaken, TooOften
from zenne.counters.appointments.forms import STEPS, SearchForm
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.appointments.slots import search
from zenne.counters.appointments.tokens import Choice, chosen_slot, manage_token, slot_token
from zenne.counters.appointments.views.searching import Offered, by_day, changed
from zenne.counters.appointments.wording import FIELDS, sentence
from zenne.counters.queue.actions.read_just_booked import read_just_booked
from zenne.counters.queue.forms import OnBehalfForm
from zenne.counters.queue.members import member_of

ASKED_FOR: Final = "queue.asked-for"
"""Where a session has the address or number whose appointments are looked for."""


@open_to(BOOK_FOR_OTHERS)
@never_cache
def start_page(request: HttpRequest) -> HttpResponse:
    """Make an appointment, or find one. The own branch is chosen at first. Who was looked for before is forgotten."""
    request.session.pop(ASKED_FOR, None)
    return start(request)


def start(request: HttpRequest, *, status: int = 200, form: SearchForm | None = None, **more: Any) -> HttpResponse:
    """The page with what was filled in, or with why something does not work."""
    member = member_of(asker_of(request))
    own = {"branch": member.branch.slug if member else "", "people": 1}
    form = form or SearchForm(version=version_of(request), initial={**own, **request.GET.dict()})
    context = {"form": form, "steps": STEPS.items(), "moving": moving_in(request), **more}
    return render(request, "queue/staff/start.html", context, status=status)


@open_to(BOOK_FOR_OTHERS)
@never_cache
def times_page(request: HttpRequest) -> HttpResponse:
    """Free times, as residents find them."""
    form = SearchForm(request.GET, version=version_of(request))
    if not form.is_valid():
        return start(request, form=form, status=422)
    wanted = form.wanted()
    found = search(wanted, version=version_of(request), now=timezone.now())
    context = {
        "days": by_day(found.slots, wanted),
        "firsts": [(first, changed(request, branch=first.branch.slug)) for first in found.firsts],
        "change": changed(request),
        "visit": wanted.visit_type,
        "moving": moving_in(request),
    }
    return render(request, "queue/staff/times.html", context)


def moving_in(request: HttpRequest) -> str:
    """The appointment that gets another time; empty when none does."""
    sent = request.POST.get("moving") or request.GET.get("moving") or ""
    try:
        return UUID(sent).hex
    except ValueError:
        return ""


@open_to(BOOK_FOR_OTHERS)
@never_cache
@posted_from("queue:for-others")
def hold(request: HttpRequest) -> HttpResponse:
    """Keep the time that was chosen; an appointment that is being moved has it from now on."""
    asker, now, moving = asker_of(request), timezone.now(), moving_in(request)
    try:
        choice = chosen_slot(request.POST.get("slot", ""))
        held = hold_slot(asker=asker, choice=choice, counted_as=by_asker(request), now=now)
        if not moving:
            return HttpResponseRedirect(reverse("queue:details-for", args=[held.uuid]))
        moved = move_booking(asker=asker, booking=UUID(moving), token="", to=manage_token(held.uuid), now=now)
    except AppointmentError as error:
        return refused(request, error)
    return HttpResponseRedirect(reverse("queue:appointment", args=[moved.uuid]))


def refused(request: HttpRequest, error: AppointmentError) -> HttpResponse:
    """Why not, with the times that come nearest where there are some."""
    if isinstance(error, TooOften):
        return too_many(request, error.allowance)
    nearest = []
    if isinstance(error, SlotTaken):
        choice = chosen_slot(request.POST.get("slot", ""))
        for slot in error.nearest:
            other = Choice(choice.visit_type, slot.branch.pk, slot.step, choice.people, choice.language)
            nearest.append(Offered(slot, slot_token(other)))
    status = 404 if error.code == "unknown-booking" else 409
    return start(request, status=status, refusal=sentence(error.code), nearest=nearest)


@open_to(BOOK_FOR_OTHERS)
@never_cache
def details_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """For whom it is; nothing of it is needed, except a name where the visit needs one. Sent, it is booked at once."""
    asker = asker_of(request)
    try:
        booking = read_just_booked(asker=asker, booking=uuid, now=timezone.now())
    except BookingRefused:
        raise Http404 from None
    if booking.state != Booking.State.HELD:
        return HttpResponseRedirect(reverse("queue:appointment", args=[uuid]))
    form = OnBehalfForm(request.POST or None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        details = Details(contact=said["contact"], name=said["name"], language=said["language"], on_behalf=True)
        try:
            ask_booking(asker=asker, token=manage_token(uuid), details=details, now=timezone.now())
        except AppointmentError as error:
            if error.code not in FIELDS:
                return refused(request, error)
            form.add_error(FIELDS[error.code], sentence(error.code))
        else:
            return HttpResponseRedirect(reverse("queue:appointment", args=[uuid]) + "?booked")
    context = {"booking": booking, "form": form, "languages": settings.LANGUAGES}
    return render(request, "queue/staff/details.html", context, status=422 if form.errors else 200)
