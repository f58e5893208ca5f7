"""Appointments in the API: whoever holds a time gets a token, and shows it with every further call."""

from datetime import datetime
from http import HTTPStatus
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone
from ninja import Router, Status

from zenne.core.access.public import asker_of
from zenne.core.limits.public import by_asker
from zenne.core.rest.public import NOT_FOUND, PUBLIC, PUBLIC_CHANGE, REFUSED, Problem, Suggestion
from zenne.counters.appointments.actions.ask_booking import Details, ask_booking
from zenne.counters.appointments.actions.cancel_booking import cancel_booking
from zenne.counters.appointments.actions.confirm_booking import confirm_booking
from zenne.counters.appointments.actions.hold_slot import hold_slot
from zenne.counters.appointments.actions.move_booking import move_booking
from zenne.counters.appointments.actions.move_to_slot import move_to_slot
from zenne.counters.appointments.errors import BookingRefused, SlotTaken
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.owning import own_booking, owns
from zenne.counters.appointments.rest.refusing import REFUSALS, refusal, refusing
from zenne.counters.appointments.rest.schemas import (
    AskBody,
    BookingAnswer,
    BookingId,
    ConfirmBody,
    HoldBody,
    MoveBody,
    Token,
    letter_language,
)
from zenne.counters.appointments.slots import Slot
from zenne.counters.appointments.tokens import Choice, chosen_slot, confirmed_booking, manage_token, slot_token
from zenne.counters.capacity.models import VisitType

router = Router(tags=["appointments"])


@router.post(
    "/bookings",
    **PUBLIC_CHANGE,
    response={201: BookingAnswer, 400: Problem, 409: Problem, **REFUSED},
    operation_id="holdSlot",
    summary="Keep a time for ten minutes",
)
@refusing
def hold(request: HttpRequest, body: HoldBody) -> Status[BookingAnswer]:
    """Nobody else gets it meanwhile. Then `ask` for it. When it is taken, the suggestions say what comes nearest."""
    choice = chosen_slot(body.slot)
    try:
        held = hold_slot(asker=asker_of(request), choice=choice, counted_as=by_asker(request), now=timezone.now())
    except SlotTaken as error:
        raise refusal(error, suggestions=tuple(suggestion(slot, choice) for slot in error.nearest)) from None
    return Status(HTTPStatus.CREATED, booking_answer(held))


def suggestion(slot: Slot, choice: Choice) -> Suggestion:
    """Another time: its key is its token."""
    other = Choice(choice.visit_type, slot.branch.pk, slot.step, choice.people, choice.language)
    return Suggestion(key=slot_token(other), name=f"{slot.starts_at.isoformat()}, {slot.branch.name}")


@router.get(
    "/bookings/{booking}",
    **PUBLIC,
    response={200: BookingAnswer, **NOT_FOUND},
    operation_id="getBooking",
    summary="How an appointment stands",
)
@refusing
def get_booking(request: HttpRequest, booking: BookingId, token: Token) -> BookingAnswer:
    """For whoever made it, with its token."""
    return booking_answer(own_booking(asker=asker_of(request), uuid=booking, token=token))


@router.api_operation(
    ["DELETE"],
    "/bookings/{booking}",
    **PUBLIC_CHANGE,
    response={200: BookingAnswer, **REFUSALS},
    operation_id="cancelBooking",
    summary="Cancel an appointment",
)
@refusing
def delete_booking(request: HttpRequest, booking: BookingId, token: Token) -> BookingAnswer:
    """Its time is free at once. A time that is only held or asked for is let go of."""
    asker = asker_of(request)
    cancelled = cancel_booking(asker=asker, booking=booking, token=token, now=timezone.now())
    return booking_answer(cancelled, has_it=owns(asker, cancelled, token))


@router.post(
    "/bookings/{booking}/ask",
    **PUBLIC_CHANGE,
    response={200: BookingAnswer, **REFUSALS},
    operation_id="askBooking",
    summary="Say who comes",
)
@refusing
def ask(request: HttpRequest, booking: BookingId, token: Token, body: AskBody) -> BookingAnswer:
    """A message with a link goes to the contact, who has half an hour to follow it."""
    same(booking, token)
    details = Details(
        contact=body.contact, name=body.name, language=letter_language(body.language), on_behalf=body.on_behalf
    )
    return booking_answer(ask_booking(asker=asker_of(request), token=token, details=details, now=timezone.now()))


@router.post(
    "/bookings/{booking}/confirm",
    **PUBLIC_CHANGE,
    response={200: BookingAnswer, **REFUSALS},
    operation_id="confirmBooking",
    summary="Confirm an appointment",
)
@refusing
def confirm(request: HttpRequest, booking: BookingId, body: ConfirmBody) -> BookingAnswer:
    """What the link in the message does."""
    if confirmed_booking(body.code) != booking:
        raise BookingRefused("unknown-booking")
    return booking_answer(confirm_booking(asker=asker_of(request), token=body.code))


@router.post(
    "/bookings/{booking}/move",
    **PUBLIC_CHANGE,
    response={200: BookingAnswer, **REFUSALS},
    operation_id="moveBooking",
    summary="Move an appointment",
)
@refusing
def move(request: HttpRequest, booking: BookingId, token: Token, body: MoveBody) -> BookingAnswer:
    """To a time that is held, or straight to one that is free. The old one is free then."""
    if body.slot:
        same(booking, token)
        asker, counted_as = asker_of(request), by_asker(request)
        choice = chosen_slot(body.slot)
        return booking_answer(
            move_to_slot(asker=asker, token=token, choice=choice, counted_as=counted_as, now=timezone.now())
        )
    asker = asker_of(request)
    moved = move_booking(asker=asker, booking=booking, token=token, to=body.to, now=timezone.now())
    return booking_answer(moved, has_it=owns(asker, moved, token))


def same(booking: UUID, token: str) -> None:
    """Raises BookingRefused when a token is for another booking than the address."""
    if manage_token(booking) != token:
        raise BookingRefused("unknown-booking")


def booking_answer(booking: Booking, *, has_it: bool = True) -> BookingAnswer:
    """A booking as the API tells it: nothing of who it is for, and its token only for whoever has it."""
    return BookingAnswer(
        id=booking.uuid,
        state=Booking.State(booking.state),
        service=booking.visit_type.service.slug,
        step=VisitType.Step(booking.visit_type.step),
        branch=booking.branch.slug,
        start=local(booking.starts_at),
        minutes=round((booking.ends_at - booking.starts_at).total_seconds() / 60),
        people=booking.people,
        kept_until=local(booking.kept_until) if booking.kept_until else None,
        token=manage_token(booking.uuid) if has_it else None,
    )


def local(moment: datetime) -> datetime:
    return timezone.localtime(moment)
