"""Appointments of others: finding one, what is in it, its slip, and cancelling it."""

from contextlib import suppress
from typing import Final
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.limits.public import too_many
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.errors import AppointmentError, BookingRefused, TooOften
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS, READ_BOOKING
from zenne.counters.appointments.tokens import manage_token
from zenne.counters.appointments.wording import sentence
from zenne.counters.queue.actions.find_by_code import find_by_code
from zenne.counters.queue.actions.find_by_contact import find_by_contact
from zenne.counters.queue.actions.read_booking import read_booking
from zenne.counters.queue.actions.read_just_booked import read_just_booked
from zenne.counters.queue.permissions import FIND_BOOKING
from zenne.counters.queue.views.for_others import ASKED_FOR, start
from zenne.counters.queue.views.ticket import code_of
from zenne.counters.queue.words import BOOKING_STATES

CHANGES: Final = (Booking.State.BOOKED,)
LONGEST: Final = 200


@open_to(READ_BOOKING)
@never_cache
@posted_from("queue:for-others")
def by_code(request: HttpRequest) -> HttpResponse:
    """To the appointment with the code that somebody says."""
    try:
        found = find_by_code(asker=asker_of(request), typed=request.POST.get("code", ""), now=timezone.now())
    except TooOften as error:
        return too_many(request, error.allowance)
    except BookingRefused as error:
        return start(request, status=404, code_refusal=sentence(error.code))
    return HttpResponseRedirect(reverse("queue:appointment", args=[found.uuid]))


@open_to(FIND_BOOKING)
@never_cache
def by_contact(request: HttpRequest) -> HttpResponse:
    """The appointments of whoever gave an address or a number, again in another language or after a reload.

    What they gave stands in no address of a page: the session has it, until the page of the search is opened again.
    """
    if request.method == "POST":
        request.session[ASKED_FOR] = request.POST.get("contact", "")[: LONGEST + 1]
        return HttpResponseRedirect(reverse("queue:find-by-contact"))
    if (contact := request.session.get(ASKED_FOR)) is None:
        return HttpResponseRedirect(reverse("queue:for-others"))
    try:
        found = find_by_contact(asker=asker_of(request), contact=contact, now=timezone.now())
    except BookingRefused as error:
        return start(request, status=422, contact_refusal=sentence(error.code), contact=contact)
    return render(request, "queue/staff/found.html", {"found": found})


def opened(request: HttpRequest, uuid: UUID) -> Booking:
    """The appointment; that it was opened is recorded. Raises Http404, and PurposeNeeded unless it was just booked."""
    asker = asker_of(request)
    try:
        with suppress(BookingRefused):
            return read_just_booked(asker=asker, booking=uuid, now=timezone.now())
        return read_booking(asker=asker, booking=uuid)
    except BookingRefused:
        raise Http404 from None


@open_to(BOOK_FOR_OTHERS)
@never_cache
def appointment_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What was booked, and what can be done with it."""
    return show(request, opened(request, uuid))


def show(request: HttpRequest, booking: Booking, *, refusal: str = "", status: int = 200) -> HttpResponse:
    if booking.state == Booking.State.HELD:
        return HttpResponseRedirect(reverse("queue:details-for", args=[booking.uuid]))
    context = {
        "booking": booking,
        "state": BOOKING_STATES[booking.state],
        "can_change": booking.state in CHANGES and booking.starts_at > timezone.now(),
        "is_new": "booked" in request.GET,
        "refusal": refusal,
    }
    return render(request, "queue/staff/appointment.html", context, status=status)


@open_to(BOOK_FOR_OTHERS)
@never_cache
@posted_from("queue:appointment", "uuid")
def cancel(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Give the time back; whoever it was for is told, if they gave an address or a number."""
    try:
        cancel_booking(asker=asker_of(request), booking=uuid, token="", now=timezone.now())
    except AppointmentError as error:
        return show(request, opened(request, uuid), refusal=sentence(error.code), status=409)
    return HttpResponseRedirect(reverse("queue:appointment", args=[uuid]))


@open_to(BOOK_FOR_OTHERS)
@never_cache
def slip_page(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What is printed and given along, in the language of whom it is for."""
    booking = opened(request, uuid)
    if booking.state != Booking.State.BOOKED:
        raise Http404
    address = settings.BASE_URL + reverse("appointments:manage", args=[manage_token(booking.uuid)])
    with translation.override(booking.mail_language or translation.get_language()):
        context = {"booking": booking, "code": code_of(address)}
        return render(request, "queue/staff/slip.html", context)
