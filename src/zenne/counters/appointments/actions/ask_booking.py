"""Say for whom a time is that is held."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from zenne.core.access.public import Asker, AskerKind, asks_no_purpose, for_everybody
from zenne.core.audit.public import record
from zenne.core.outbox.public import WrongReceiver, mail_address, phone_number
from zenne.counters.appointments.actions.confirm_booking import book
from zenne.counters.appointments.errors import BookingRefused
from zenne.counters.appointments.limits import ASKS, count
from zenne.counters.appointments.models import Booking
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS
from zenne.counters.appointments.seating import locked
from zenne.counters.appointments.telling import Message, tell
from zenne.counters.appointments.tokens import contact_key, managed_booking
from zenne.counters.appointments.whose import whose
from zenne.counters.capacity.models import VisitType

KEPT_FOR: Final = timedelta(minutes=30)
LONGEST_NAME: Final = 120
LONGEST_CONTACT: Final = 200


@dataclass(frozen=True, slots=True)
class Details:
    """Who comes. ``contact`` is an e-mail address or a telephone number; ``language`` is that in which we write.

    ``on_behalf``: a desk worker books for somebody, who may have no contact.
    """

    contact: str
    language: str
    name: str = ""
    on_behalf: bool = False


@for_everybody
@asks_no_purpose(because="whoever books for somebody types what they say, and sees nothing else")
@transaction.atomic
def ask_booking(*, asker: Asker, token: str, details: Details, now: datetime) -> Booking:
    """Ask for a time that is held. Whoever is signed in, or booked for by a desk worker, has it at once.

    Everybody else gets a message with a link, and has half an hour to follow it. A name is kept only where the visit
    needs one.

    Raises:
        BookingRefused: unknown-booking, lapsed, already-asked, cancelled, wrong-contact, name-needed,
            one-open-booking.
        TooOften: this contact was given too often.
        NotAllowed: ``on_behalf`` without the permission.
    """
    if details.on_behalf:
        asker.require(BOOK_FOR_OTHERS)
    [booking] = locked(managed_booking(token))
    check_state(booking)
    contact = normalised(details.contact) if details.contact.strip() or not details.on_behalf else ""
    if contact:
        count(ASKS, contact_key(contact), asker=asker)
    fill_in(booking, details, contact)
    is_sure = details.on_behalf or asker.kind is AskerKind.PERSON
    if asker.kind is AskerKind.PERSON and not details.on_behalf:
        booking.person = UUID(asker.key.removeprefix("person:"))
        booking.contact_key = contact_key(asker.key)
    booking.booked_by = asker.key if details.on_behalf else ""
    record(asker=asker, action="counters.ask-booking", about=whose(booking), thing=f"booking:{booking.uuid}")
    if is_sure:
        book_once(booking)
        return booking
    booking.state, booking.kept_until = Booking.State.ASKED, now + KEPT_FOR
    booking.save()
    tell(booking, Message.ASKED)
    return booking


def book_once(booking: Booking) -> None:
    try:
        with transaction.atomic():
            book(booking)
    except IntegrityError:
        raise BookingRefused("one-open-booking") from None


def check_state(booking: Booking) -> None:
    refusals = {
        Booking.State.ASKED: "already-asked",
        Booking.State.LAPSED: "lapsed",
        Booking.State.CANCELLED: "cancelled",
    }
    if booking.state != Booking.State.HELD:
        raise BookingRefused(refusals.get(Booking.State(booking.state), "already-booked"))


def fill_in(booking: Booking, details: Details, contact: str) -> None:
    booking.name = named(booking.visit_type, details.name)
    booking.contact = contact
    booking.contact_key = contact_key(contact) if contact else ""
    booking.mail_language = details.language


def named(visit: VisitType, typed: str) -> str:
    """The name of somebody whose visit needs one; nothing otherwise. Raises BookingRefused."""
    if not visit.asks_name:
        return ""
    name = " ".join("".join(letter for letter in typed if letter.isprintable()).split())
    if not name or len(name) > LONGEST_NAME:
        raise BookingRefused("name-needed")
    return name


def normalised(contact: str) -> str:
    """An address or a number in one way of writing. Raises BookingRefused."""
    written = contact.strip()
    try:
        if len(written) > LONGEST_CONTACT:
            raise BookingRefused("wrong-contact")
        return mail_address(written) if "@" in written else phone_number(written)
    except (WrongReceiver, ValueError):
        raise BookingRefused("wrong-contact") from None
