"""A held time, an appointment, and what becomes of it."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from zenne.core.access.public import AskerKind, asker_of, posted_from
from zenne.core.limits.public import by_asker, too_many
from zenne.core.operations.public import not_kept
from zenne.counters.appointments.actions.ask_booking import Details, ask_booking
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.actions.confirm_booking import confirm_booking
from zenne.counters.appointments.actions.hold_slot import hold_slot
from zenne.counters.appointments.actions.move_to_slot import move_to_slot
from zenne.counters.appointments.appointment_calendar import appointment_calendar
from zenne.counters.appointments.arrivals import arrival_address
from zenne.counters.appointments.errors import AppointmentError, BookingRefused, SlotTaken, TooOften
from zenne.counters.appointments.forms import DetailsForm
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import own_booking
from zenne.counters.appointments.seating import OPEN
from zenne.counters.appointments.tokens import (
    Choice,
    chosen_slot,
    confirmed_booking,
    manage_token,
    managed_booking,
    slot_token,
    wish_token,
)
from zenne.counters.appointments.views.searching import Offered
from zenne.counters.appointments.wishing import open_wish_of
from zenne.counters.appointments.wording import FIELDS, sentence

UNKNOWN = ("unknown-booking", "unknown-wish", "unknown-offer")
GONE = ("lapsed", "cancelled", "unknown-slot", "wish-over", "offer-taken", "offer-left", "offer-over")
STATUSES = {**dict.fromkeys(UNKNOWN, 404), **dict.fromkeys(GONE, 410)}
OTHERWISE = 409


@not_kept
@posted_from("appointments:search")
def hold(request: HttpRequest) -> HttpResponse:
    """Keep the time whose button was pressed; for an appointment that is being moved, that is all."""
    asker, now, moving = asker_of(request), timezone.now(), request.POST.get("moving", "")
    try:
        choice = chosen_slot(request.POST.get("slot", ""))
        if moving:
            move_to_slot(asker=asker, token=moving, choice=choice, counted_as=by_asker(request), now=now)
            return to_page("manage", moving)
        held = hold_slot(asker=asker, choice=choice, counted_as=by_asker(request), now=now)
    except AppointmentError as error:
        return refused(request, error, moving=moving)
    return to_page("details", manage_token(held.uuid))


def to_page(name: str, token: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse(f"appointments:{name}", args=[token]))


def refused(request: HttpRequest, error: AppointmentError, *, moving: str = "", token: str = "") -> HttpResponse:
    """Why not, and what to do: other times, the appointment itself, or a new search."""
    if isinstance(error, TooOften):
        return too_many(request, error.allowance)
    context: dict[str, object] = {"sentence": sentence(error.code), "moving": moving, "token": token}
    if isinstance(error, SlotTaken):
        choice = chosen_slot(request.POST.get("slot", ""))
        context["nearest"] = [
            Offered(
                slot, slot_token(Choice(choice.visit_type, slot.branch.pk, slot.step, choice.people, choice.language))
            )
            for slot in error.nearest
        ]
    return render(request, "appointments/refused.html", context, status=STATUSES.get(error.code, OTHERWISE))


def booking_at(request: HttpRequest, token: str) -> Booking:
    """The booking that a link is for. Raises Http404."""
    try:
        return own_booking(asker=asker_of(request), uuid=managed_booking(token), token=token)
    except BookingRefused:
        raise Http404 from None


@not_kept
def details_page(request: HttpRequest, token: str) -> HttpResponse:
    """The third step: who comes. The time is kept meanwhile, and the page says until when."""
    booking = booking_at(request, token)
    if booking.state != Booking.State.HELD:
        return to_page("manage", token)
    form = DetailsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        details = Details(
            contact=form.cleaned_data["contact"],
            name=form.cleaned_data["name"],
            language=get_language() or "en",
        )
        try:
            ask_booking(asker=asker_of(request), token=token, details=details, now=timezone.now())
        except AppointmentError as error:
            if error.code not in FIELDS:
                return refused(request, error, token=token)
            form.add_error(FIELDS[error.code], sentence(error.code))
        else:
            return to_page("manage", token)
    seconds = (booking.kept_until - timezone.now()).total_seconds() if booking.kept_until else 0
    context = {
        "booking": booking,
        "form": form,
        "minutes_left": max(int(seconds // 60), 0),
        "is_signed_in": asker_of(request).kind is AskerKind.PERSON,
    }
    return render(request, "appointments/details.html", context, status=422 if form.errors else 200)


@not_kept
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of the message leads: a button, because programs that check mail follow links by themselves."""
    try:
        uuid = confirmed_booking(token)
        if request.method == "POST":
            confirm_booking(asker=asker_of(request), token=token)
            return to_page("manage", manage_token(uuid))
        booking = own_booking(asker=asker_of(request), uuid=uuid, token=manage_token(uuid))
    except AppointmentError as error:
        return refused(request, error, token=token_after(token))
    if booking.state != Booking.State.ASKED:
        return to_page("manage", manage_token(uuid))
    return render(request, "appointments/confirm.html", {"booking": booking})


def token_after(token: str) -> str:
    """The link of the appointment, for whoever follows that of the message again; empty when it leads nowhere."""
    try:
        return manage_token(confirmed_booking(token))
    except BookingRefused:
        return ""


@not_kept
def manage_page(request: HttpRequest, token: str) -> HttpResponse:
    """An appointment as it is now, with what can be done with it."""
    booking = booking_at(request, token)
    context = {
        "booking": booking,
        "token": token,
        "arrival": arrival_address(booking, token, at=timezone.now()),
        "is_over": booking.starts_at <= timezone.now(),
        "wish": wish_token(wish.uuid) if (wish := open_wish_of(booking)) else "",
        "instead": manage_token(booking.instead.uuid) if booking.instead and booking.instead.state in OPEN else "",
    }
    return render(request, "appointments/booking.html", context)


@not_kept
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    """Cancel an appointment, or let go of a time that is held. Reminders lead here: only the button cancels."""
    if request.method != "POST":
        booking = booking_at(request, token)
        if booking.state not in {Booking.State.ASKED, Booking.State.BOOKED} or booking.starts_at <= timezone.now():
            return to_page("manage", token)
        return render(request, "appointments/cancel.html", {"booking": booking, "token": token})
    try:
        uuid: UUID = managed_booking(token)
        cancel_booking(asker=asker_of(request), booking=uuid, token=token, now=timezone.now())
    except AppointmentError as error:
        return refused(request, error, token=token)
    return to_page("manage", token)


@not_kept
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """An appointment for the reader's own calendar."""
    booking = booking_at(request, token)
    if booking.state not in {Booking.State.BOOKED, Booking.State.CANCELLED}:
        raise Http404
    file = appointment_calendar(booking, token=token, language=get_language() or "en")
    return HttpResponse(file, content_type="text/calendar; charset=utf-8")
