"""Wishes for an earlier time, and the seats that are offered."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from zenne.catalogue.public import branches
from zenne.core.access.public import AskerKind, asker_of
from zenne.core.content.public import version_of
from zenne.core.operations.public import not_kept
from zenne.counters.appointments.actions.ask_booking import Details
from zenne.counters.appointments.actions.ask_wish import ask_wish
from zenne.counters.appointments.actions.confirm_wish import confirm_wish
from zenne.counters.appointments.actions.end_wish import end_wish
from zenne.counters.appointments.actions.leave_offer import leave_offer
from zenne.counters.appointments.actions.take_offer import ANSWERED, take_offer
from zenne.counters.appointments.actions.wish_earlier import wish_earlier
from zenne.counters.appointments.errors import AppointmentError, BookingRefused
from zenne.counters.appointments.forms import SearchForm, WishForm
from zenne.counters.appointments.models import Booking, Offer, Wish
from zenne.counters.appointments.tokens import manage_token, offer_token, wish_token
from zenne.counters.appointments.views.booking import booking_at, refused
from zenne.counters.appointments.wishing import (
    offer_at,
    open_offer_of,
    open_wish_of,
    other_wish,
    wish_at,
    wish_to_confirm,
)
from zenne.counters.appointments.wording import FIELDS, sentence


@not_kept
def earlier_page(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever has an appointment, and would like to come earlier."""
    own = booking_at(request, token)
    if own.state != Booking.State.BOOKED or own.starts_at <= timezone.now():
        return HttpResponseRedirect(reverse("appointments:manage", args=[token]))
    if wish := open_wish_of(own):
        return to_wish(wish)
    form = WishForm(request.POST or None, version=version_of(request), is_known=True)
    if request.method == "POST" and form.is_valid():
        try:
            suiting, now = form.suiting(), timezone.now()
            return to_wish(wish_earlier(asker=asker_of(request), token=token, suiting=suiting, now=now))
        except AppointmentError as error:
            if error.code not in FIELDS:
                return refused(request, error, token=token)
            form.add_error(FIELDS[error.code], sentence(error.code))
    context = {"form": form, "booking": own, "token": token, "latest": own.starts_at}
    return render(request, "appointments/earlier.html", context, status=422 if form.errors else 200)


@not_kept
def ask_page(request: HttpRequest) -> HttpResponse:
    """For whoever found late times only; what they looked for stands in the address."""
    search = SearchForm(request.GET, version=version_of(request))
    if not search.is_valid():
        return HttpResponseRedirect(reverse("appointments:search") + "?" + request.GET.urlencode())
    wanted, asker = search.wanted(), asker_of(request)
    chosen = {"branches": list(wanted.branches), "first_day": wanted.first_day and wanted.first_day.isoformat()}
    form = WishForm(request.POST or None, version=version_of(request), is_known=False, initial=chosen)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        details = Details(contact=said["contact"], name=said["name"], language=get_language() or "en")
        try:
            now = timezone.now()
            wish = ask_wish(asker=asker, wanted=wanted, suiting=form.suiting(), details=details, now=now)
            return to_wish(wish)
        except AppointmentError as error:
            if error.code not in FIELDS:
                return refused(request, error)
            form.add_error(FIELDS[error.code], sentence(error.code))
    context = {"form": form, "visit": wanted.visit_type, "is_signed_in": asker.kind is AskerKind.PERSON}
    return render(request, "appointments/earlier.html", context, status=422 if form.errors else 200)


def to_wish(wish: Wish) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("appointments:wish", args=[wish_token(wish.uuid)]))


@not_kept
def confirm_page(request: HttpRequest, token: str) -> HttpResponse:
    """Where the link of the message leads: a button, because programs that check mail follow links by themselves."""
    try:
        wish = wish_to_confirm(token)
        if request.method == "POST":
            return to_wish(confirm_wish(asker=asker_of(request), token=token, now=timezone.now()))
    except BookingRefused as error:
        # Whoever has this link has shown whose wishes they are.
        other = other_wish(wish) if error.code == "one-open-wish" else None
        return to_wish(other) if other else refused(request, error)
    if wish.state != Wish.State.ASKED:
        return to_wish(wish)
    return render(request, "appointments/confirm_wish.html", context_of(request, wish))


@not_kept
def wish_page(request: HttpRequest, token: str) -> HttpResponse:
    """What somebody wished, what is kept for them at this moment, and the button that ends it."""
    try:
        wish = wish_at(token)
        if request.method == "POST":
            return to_wish(end_wish(asker=asker_of(request), token=token, now=timezone.now()))
    except BookingRefused as error:
        if request.method == "POST":
            return refused(request, error)
        raise Http404 from None
    offer = open_offer_of(wish) if wish.state == Wish.State.OPEN else None
    context = {**context_of(request, wish), "offer": offer, "offer_token": offer_token(offer.uuid) if offer else ""}
    return render(request, "appointments/wish.html", context)


def context_of(request: HttpRequest, wish: Wish) -> dict[str, object]:
    chosen = [branch for branch in branches(version_of(request)) if branch.slug in wish.branches]
    own = wish.booking
    return {
        "wish": wish,
        "chosen": chosen,
        "last_moment": wish.ends_at - timedelta(seconds=1),
        "booking_token": manage_token(own.uuid) if own and own.state == Booking.State.BOOKED else "",
    }


@not_kept
def offer_page(request: HttpRequest, token: str) -> HttpResponse:
    """A seat that is kept for somebody: take it, or leave it to the next. Only a button does that, no link."""
    try:
        offer = offer_at(token)
        if request.method == "POST":
            return answered(request, offer, token)
        if offer.state == Offer.State.TAKEN and offer.wish.booking:
            return HttpResponseRedirect(reverse("appointments:manage", args=[manage_token(offer.wish.booking.uuid)]))
        if offer.state != Offer.State.OPEN:
            raise BookingRefused(ANSWERED[Offer.State(offer.state)])
    except AppointmentError as error:
        return refused(request, error)
    own = offer.wish.booking
    context = {
        "offer": offer,
        "booking": offer.booking,
        "own": own if own and own.state == Booking.State.BOOKED else None,
        "wish_token": wish_token(offer.wish.uuid),
    }
    return render(request, "appointments/offer.html", context)


def answered(request: HttpRequest, offer: Offer, token: str) -> HttpResponse:
    """Raises AppointmentError."""
    now, asker = timezone.now(), asker_of(request)
    if request.POST.get("do") == "leave":
        return to_wish(leave_offer(asker=asker, token=token, now=now).wish)
    if request.POST.get("do") != "take":
        return HttpResponseRedirect(reverse("appointments:offer", args=[token]))
    taken = take_offer(asker=asker, token=token, now=now)
    return HttpResponseRedirect(reverse("appointments:manage", args=[manage_token(taken.uuid)]))
