"""Who it is that a booking or a wish is about."""

from uuid import UUID

from django.db.models import Q

from zenne.accounts.public import address_of, key_of_address, subject_of_address
from zenne.counters.appointments.models import Booking, Wish

NO_ROW = Q(pk__in=())


def whose(thing: Booking | Wish) -> str:
    """The key of their account, also when they only gave an address that is proved to be theirs, or of the address.

    It says whose data it is. Who may change it is another question: see ``owning``.
    """
    return f"person:{thing.person}" if thing.person else subject_of_address(thing.contact)


def own_if_proved(thing: Booking | Wish) -> None:
    """Let it be theirs whose address it has. The caller knows that its reader has just proved the address."""
    if not thing.person and (key := key_of_address(thing.contact)):
        thing.person = UUID(key.removeprefix("person:"))


def with_their_address(person: str) -> Q:
    """Bookings or wishes of nobody, made with the address of a person."""
    address = address_of(person)
    return Q(person=None, contact__iexact=address) if address else NO_ROW


def with_a_booking_with_their_address(person: str) -> Q:
    """What belongs to such a booking."""
    address = address_of(person)
    return Q(booking__person=None, booking__contact__iexact=address) if address else NO_ROW
