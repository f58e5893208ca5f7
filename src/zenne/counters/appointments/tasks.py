"""What is done with appointments in the background."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Every, schedule, work
from zenne.counters.appointments.actions.offer_free_seats import offer_free_seats
from zenne.counters.appointments.actions.release_lapsed import release_lapsed as release_all
from zenne.counters.appointments.actions.relocate_booking import relocate_booking
from zenne.counters.appointments.actions.send_reminders import send_reminders


@work(title=_("Free the times that were kept for somebody who did not come back"), is_atomic=False)
def release_lapsed() -> int:
    """Returns how many."""
    return release_all(now=timezone.now())


@work(title=_("Find another time for appointments with somebody who will not be there"), is_atomic=False)
def relocate(*, shifts: list[int]) -> int:
    """Returns how many appointments. A worker that dies is followed by one that goes on where it stopped."""
    return relocate_booking(shifts=shifts, now=timezone.now())


@work(title=_("Remind people of their appointments"), is_atomic=False)
def remind() -> int:
    """Returns how many were written to."""
    return send_reminders(now=timezone.now())


@work(title=_("Offer free times to those who would like to come earlier"), is_atomic=False)
def offer() -> int:
    """Returns how many offers were made."""
    return offer_free_seats(now=timezone.now())


def declare_schedules() -> None:
    """Let work begin by itself."""
    schedule("appointments.release-lapsed", release_lapsed, Every(timedelta(minutes=1)))
    schedule("appointments.offer", offer, Every(timedelta(minutes=1)))
    schedule("appointments.remind", remind, Every(timedelta(minutes=5)))
