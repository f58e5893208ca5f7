"""What cannot be done with appointments."""

from typing import TYPE_CHECKING

from zenne.core.limits.public import Allowance

if TYPE_CHECKING:
    from zenne.counters.appointments.slots import Slot


class AppointmentError(Exception):
    """Something that cannot be done. ``code`` is stable; ``wording.py`` has the sentence for each."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


class SlotRefused(AppointmentError):
    """A time that cannot be asked for: unknown-slot, too-many-people, too-late, not-by-appointment."""


class SlotTaken(AppointmentError):
    """Somebody else has that time. ``nearest`` are those that come closest to it."""

    def __init__(self, nearest: "tuple[Slot, ...]") -> None:
        self.nearest = nearest
        super().__init__("slot-taken")


class BookingRefused(AppointmentError):
    """A booking with which that cannot be done: unknown-booking, lapsed, already-asked, already-booked, cancelled,
    over, other-visit, one-open-booking, wrong-contact, name-needed; unknown-wish, wish-over, one-open-wish,
    no-day-left, unknown-branch, no-contact; unknown-offer, offer-taken, offer-left, offer-over."""


class TooOften(AppointmentError):
    """Tried too often; ``allowance`` says when the next try is admitted."""

    def __init__(self, allowance: Allowance) -> None:
        self.allowance = allowance
        super().__init__("too-often")


class NoDemonstration(AppointmentError):
    """Invented staff was asked for outside a demonstration."""

    def __init__(self) -> None:
        super().__init__("no-demonstration")
