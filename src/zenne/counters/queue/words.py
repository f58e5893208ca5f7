"""The queue in words: why it does not do something, needs, steps, what happened."""

from typing import Final

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from zenne.counters.appointments.models import Booking
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Movement
from zenne.counters.queue.rules.attendance import Ahead
from zenne.counters.queue.rules.priority import Need

NEEDS: Final = {
    Need.OLD_AGE: _("I am old and cannot wait long"),
    Need.PREGNANCY: _("I am pregnant, or have a baby with me"),
    Need.DISABILITY: _("I have a disability or am ill"),
}
NEEDS_OF_OTHERS: Final = {
    Need.OLD_AGE.value: _("Old age"),
    Need.PREGNANCY.value: _("Pregnant, or with a baby"),
    Need.DISABILITY.value: _("Disability or illness"),
}
HAPPENED: Final = {
    Movement.What.TAKEN.value: _("took a ticket"),
    Movement.What.CAME.value: _("is there"),
    Movement.What.CALLED.value: _("called"),
    Movement.What.RECALLED.value: _("called again"),
    Movement.What.HELPED.value: _("at the desk"),
    Movement.What.PARKED.value: _("waits aside"),
    Movement.What.UNPARKED.value: _("ready again"),
    Movement.What.TRANSFERRED.value: _("sent on"),
    Movement.What.NO_SHOW.value: _("did not come"),
    Movement.What.DONE.value: _("done"),
    Movement.What.LEFT.value: _("left the queue"),
    Movement.What.CLOSED.value: _("sent home, the branch closed"),
}
BOOKING_STATES: Final = {
    Booking.State.ASKED.value: _("not confirmed yet"),
    Booking.State.BOOKED.value: _("confirmed"),
    Booking.State.CANCELLED.value: _("cancelled"),
    Booking.State.LAPSED.value: _("kept no longer"),
    Booking.State.HELPED.value: _("helped"),
    Booking.State.MISSED.value: _("nobody came"),
}
AHEAD: Final = {
    Ahead.DAY: _("At most a day before"),
    Ahead.WEEK: _("At most a week before"),
    Ahead.MONTH: _("At most a month before"),
    Ahead.LONGER: _("Longer before"),
}

REFUSALS: Final = {
    "not-here": _("This branch does not help with that. Choose another branch."),
    "closed": _("The branch is closed now. Look at its opening hours and come back then."),
    "by-appointment": _("You need an appointment for this. You cannot take a ticket for it."),
    "walk-in-at-other-times": _("At this hour you need an appointment for this. Come at another time, or book a time."),
    "too-many-people": _("So many people cannot come with one ticket. Take another ticket for the others."),
    "unknown-need": _("Choose one of the reasons in the list, or none."),
    "unknown-language": _("Nobody at this branch is known to speak that language. Choose one from the list."),
    "booking-not-today": _("This appointment is not for today, or it was cancelled."),
    "booking-elsewhere": _("This appointment is at another branch."),
    "booking-over": _("This appointment is over. Take a ticket if you still need us."),
    "booking-for-other-visit": _("This appointment is for something else."),
    "unknown-code": _("No appointment of today at this branch has this code. Look at the message that we sent you."),
    "booking-has-ticket": _("There is a ticket for this appointment already."),
    "day-is-over": _("This ticket was for another day and is no longer valid. Take a new one."),
    "meanwhile": _("Something else happened with this ticket meanwhile. Look at how it stands now."),
    "not-at-a-counter": _("You are not on the list of people who work at a counter. Ask your team to add you."),
    "no-desk-open": _("Open a desk first."),
    "another-branch": _("This is at another branch than yours."),
    "desk-is-taken": _("A colleague is at this desk."),
    "has-another-desk": _("You have another desk open. Close it first."),
    "desk-is-busy": _("Somebody is at your desk. Finish with them first."),
    "desk-is-paused": _("Your desk is paused. Open it again before you call somebody."),
    "at-another-desk": _("This person is not at your desk."),
    "desk-not-open": _("Nobody is at that desk. Choose another one."),
    "answered-meanwhile": _("Somebody answered this meanwhile, or another length is proposed now. Look again."),
    "wrong-period": _("Choose hours, and a last day within thirteen weeks."),
    "other-advice": _("The advice is another one now. Look at it again, then decide."),
    "decided-already": _("This is decided already for that day of the week. End that decision first."),
    "nowhere-to": _("Say to which desk or for which service."),
}


def sentence_of(refused: QueueRefused) -> str:
    """The reason in the reader's language."""
    return str(REFUSALS[refused.code])


def spoken_language(code: str) -> str:
    """The name of a spoken language in the reader's language."""
    return str(Locale.parse(get_language() or "en").languages.get(code, code))
