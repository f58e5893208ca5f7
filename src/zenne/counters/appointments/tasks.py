"""What is done with appointments in the background."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Every, schedule, work
from zenne.counters.appointments.actions.release_lapsed import release_lapsed as release_all
from zenne.counters.appointments.actions.relocate_booking import relocate_booking


@work(title=_("Free the times that were kept for somebody who did not come back"), is_atomic=False)
def release_lapsed() -> int:
    """Returns how many."""
    return release_all(now=timezone.now())


@work(title=_("Find another time for appointments with somebody who will not be there"), is_atomic=False)
def relocate(*, shifts: list[int]) -> int:
    """Returns how many appointments. A worker that dies is followed by one that goes on where it stopped."""
    return relocate_booking(shifts=shifts, now=timezone.now())


def declare_schedules() -> None:
    """Let work begin by itself."""
    schedule("appointments.release-lapsed", release_lapsed, Every(timedelta(minutes=1)))
