"""What stands in links and answers instead of secrets in the database: signed with the installation's key."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.core.signing import BadSignature, Signer, TimestampSigner
from django.utils.crypto import salted_hmac

from zenne.counters.appointments.errors import BookingRefused, SlotRefused

SLOT: Final = "zenne.counters.slot"
MANAGE: Final = "zenne.counters.manage"
CONFIRM: Final = "zenne.counters.confirm"
WISH: Final = "zenne.counters.wish"
CONFIRM_WISH: Final = "zenne.counters.confirm-wish"
OFFER: Final = "zenne.counters.offer"
CONTACT: Final = "zenne.counters.contact"
SLOTS_KEPT: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Choice:
    """A time that somebody chose: numbers of the visit and the branch, the first step, how many come."""

    visit_type: int
    branch: int
    step: int
    people: int
    language: str


def slot_token(choice: Choice) -> str:
    """What the choice of a time sends back."""
    parts = [choice.visit_type, choice.branch, choice.step, choice.people, choice.language]
    return TimestampSigner(salt=SLOT).sign_object(parts)


def chosen_slot(token: str) -> Choice:
    """The choice in a token. Raises SlotRefused when we did not make it, or made it before yesterday."""
    try:
        visit_type, branch, step, people, language = TimestampSigner(salt=SLOT).unsign_object(token, max_age=SLOTS_KEPT)
    except (BadSignature, ValueError, json.JSONDecodeError):
        raise SlotRefused("unknown-slot") from None
    return Choice(int(visit_type), int(branch), int(step), int(people), str(language))


def manage_token(booking: UUID) -> str:
    """With it somebody sees, moves and cancels a booking."""
    return Signer(salt=MANAGE).sign(booking.hex)


def confirm_token(booking: UUID) -> str:
    """With it somebody shows that the message came; it stands in that message only."""
    return Signer(salt=CONFIRM).sign(booking.hex)


def managed_booking(token: str) -> UUID:
    """Which booking a token is for. Raises BookingRefused."""
    return signed(token, MANAGE, otherwise="unknown-booking")


def confirmed_booking(token: str) -> UUID:
    """Which booking a token confirms. Raises BookingRefused."""
    return signed(token, CONFIRM, otherwise="unknown-booking")


def wish_token(wish: UUID) -> str:
    """With it somebody sees and withdraws a wish."""
    return Signer(salt=WISH).sign(wish.hex)


def confirm_wish_token(wish: UUID) -> str:
    """With it somebody shows that the message came; it stands in that message only."""
    return Signer(salt=CONFIRM_WISH).sign(wish.hex)


def offer_token(offer: UUID) -> str:
    """With it somebody takes a seat that is offered, or leaves it; it stands in that message only."""
    return Signer(salt=OFFER).sign(offer.hex)


def wished(token: str) -> UUID:
    """Which wish a token is for. Raises BookingRefused."""
    return signed(token, WISH, otherwise="unknown-wish")


def confirmed_wish(token: str) -> UUID:
    """Which wish a token confirms. Raises BookingRefused."""
    return signed(token, CONFIRM_WISH, otherwise="unknown-wish")


def offered_seat(token: str) -> UUID:
    """Which offer a token is for. Raises BookingRefused."""
    return signed(token, OFFER, otherwise="unknown-offer")


def signed(token: str, salt: str, *, otherwise: str) -> UUID:
    """What we signed. Raises BookingRefused, with the code ``otherwise``, where we did not."""
    try:
        return UUID(Signer(salt=salt).unsign(token))
    except (BadSignature, ValueError):
        raise BookingRefused(otherwise) from None


def contact_key(contact: str) -> str:
    """What stands for an address, a number or an account where only sameness matters."""
    return salted_hmac(CONTACT, contact.casefold(), algorithm="sha256").hexdigest()
