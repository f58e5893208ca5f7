"""Planning in words: why a shift cannot be, what became of appointments."""

from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from zenne.core.languages.public import written_date
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.planning.actions.plan_shifts import Skipped
from zenne.counters.planning.fates import Fate

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

REFUSALS: "Final[dict[str, StrOrPromise]]" = {
    "wrong-times": _("Write times in steps of five minutes; the end comes after the beginning."),
    "too-long": _("A shift is no longer than a day."),
    "is-over": _("This time is over already."),
    "has-left": _("This colleague has left."),
    "desk-is-gone": _("This desk is gone."),
    "member-is-elsewhere": _("This colleague is planned at another desk at that time."),
    "desk-is-taken": _("Somebody else is planned at this desk at that time."),
    "planned-meanwhile": _("A colleague has just planned this. Look at the week again."),
    "is-booked": _(
        "Somebody has an appointment in this shift, or is just making one. Withdraw the shift and plan another one."
    ),
    "is-withdrawn": _("This shift fell away meanwhile."),
    "closed": _("The branch is closed."),
}
FIELDS: Final = {
    "wrong-times": "end",
    "too-long": "end",
    "is-over": "day",
    "has-left": "member",
    "member-is-elsewhere": "member",
    "desk-is-gone": "desk",
    "desk-is-taken": "desk",
}
"""The fields at which some of these stand; the others are about the whole."""
FATES: "Final[dict[Fate, StrOrPromise]]" = {
    Fate.WAITS: _("We are looking for somebody else or another time."),
    Fate.COLLEAGUE: _("A colleague helps them at the same time."),
    Fate.MOVED: _("The person chose another time."),
    Fate.KEPT: _("Another time is kept for them. They were told, and have not answered yet."),
    Fate.TAKEN: _("They took the other time that was kept for them."),
    Fate.NOT_TAKEN: _("They did not take the other time that was kept for them."),
    Fate.TOLD: _("Nothing else was free. They were told, and can choose a time."),
    Fate.UNREACHABLE: _("They left no address and no number: nobody could tell them. Expect them at the door."),
    Fate.ENDED: _("They gave the appointment up themselves, or never confirmed it."),
}


def sentence_of(refused: ShiftRefused) -> str:
    """A refusal in the reader's language."""
    return str(REFUSALS[refused.code])


def stretch_in_words(begin: datetime, end: datetime) -> str:
    """From when until when, on the clock of the city; a whole day by its name."""
    first, last = timezone.localtime(begin), timezone.localtime(end)
    day = written_date(first, "l j F Y")
    if first.time() == last.time() == time():
        return day
    words = {"day": day, "begin": written_date(first, "H:i"), "end": written_date(last, "H:i")}
    if last.date() == first.date():
        return gettext("%(day)s, %(begin)s to %(end)s") % words
    if last.time() == time():
        return gettext("%(day)s, from %(begin)s on") % words
    return gettext("%(day)s, %(begin)s, to %(end)s in the night after") % words


def skipped_in_words(skipped: Skipped) -> str:
    """Why a shift of a series was not planned."""
    if skipped.code == "closed" and skipped.day_off:
        return gettext("The branch is closed: %(holiday)s.") % {"holiday": skipped.day_off}
    return str(REFUSALS[skipped.code])


def fate_in_words(fate: Fate) -> str:
    """What became of an appointment."""
    return str(FATES[fate])
