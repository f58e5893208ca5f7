"""What people read when something cannot be done."""

from math import ceil
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_lazy as _

from zenne.counters.rules.reach import Way

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: "Final[dict[str, StrOrPromise]]" = {
    "unknown-slot": _("We do not know this time any more. Please choose again."),
    "too-many-people": _("For this, so many people cannot come at once."),
    "too-late": _("This time is over. Please choose a later one."),
    "closed-then": _("At this time the branch is closed for this service. Please choose another time."),
    "not-by-appointment": _("For this you cannot make an appointment."),
    "slot-taken": _("Somebody else has just taken this time. These come nearest to it."),
    "unknown-booking": _("There is no such appointment. Perhaps the link is not complete."),
    "unknown-code": _("There is no appointment with this code. Perhaps a letter is missing."),
    "lapsed": _("This time is kept no longer. Please choose again."),
    "already-asked": _("You have asked for this appointment already. Look in your mail and confirm it."),
    "already-booked": _("This appointment is confirmed already. You need not do anything."),
    "not-booked-yet": _("First confirm this appointment. Then you can move it."),
    "cancelled": _("This appointment is cancelled."),
    "over": _("This appointment is over."),
    "other-visit": _("The other time is not for the same. Please choose again."),
    "one-open-booking": _("You already have an appointment for this. Move or cancel that one first."),
    "wrong-contact": _(
        "This is no e-mail address and no telephone number. Write name@example.org or +32 470 12 34 56."
    ),
    "name-needed": _("For this visit we need your name."),
    "unknown-wish": _("We do not know this wish any more. Perhaps the link is not complete."),
    "wish-over": _("This wish has ended already. You get no more messages."),
    "one-open-wish": _("You have said already when you would like to come. End that wish first."),
    "no-day-left": _("Between these days and hours there is no time at all. Choose others."),
    "unknown-branch": _("There is no such branch."),
    "no-contact": _("We do not know how to reach you. Please call us."),
    "unknown-offer": _("There is no such offer. Perhaps the link is not complete."),
    "offer-taken": _("You have taken this time already. You need not do anything."),
    "offer-left": _("You have left this time to somebody else. When another becomes free, we write to you again."),
    "offer-over": _("This time is kept for you no longer. When another becomes free, we write to you again."),
    "too-often": _("You have tried this too often."),
}
FIELDS: Final = {"wrong-contact": "contact", "name-needed": "name", "no-day-left": "last_day"}
"""The refusals that stand at a field of the form."""

JOURNEYS: "Final[dict[Way, StrOrPromise]]" = {
    Way.FOOT: _("about %(minutes)d minutes on foot"),
    Way.BICYCLE: _("about %(minutes)d minutes by bicycle"),
    Way.TRANSIT: _("about %(minutes)d minutes by public transport"),
}
COARSE_MINUTES: Final = 5
"""An estimate is said in fives, rounded up, so that it promises no more than it knows."""


def journey(way: Way, minutes: int) -> str:
    """How long it takes to come."""
    return str(JOURNEYS[way]) % {"minutes": max(ceil(minutes / COARSE_MINUTES), 1) * COARSE_MINUTES}


def sentence(code: str) -> str:
    """A refusal in the reader's language."""
    return str(SENTENCES[code])
