"""What happens in the waiting rooms by itself."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Daily, Every, schedule, work
from zenne.counters.queue.actions.close_forgotten_desks import close_forgotten_desks as close_desks
from zenne.counters.queue.actions.end_bookings import end_bookings as end_all
from zenne.counters.queue.actions.give_extra_places import give_extra_places as give_all
from zenne.counters.queue.actions.propose_lengths import propose_lengths as propose_all


@work(title=_("Close the desks that somebody forgot to close"), is_atomic=False)
def close_forgotten_desks() -> int:
    """Returns how many."""
    return close_desks(now=timezone.now())


@work(title=_("End the appointments of the day to which nobody came"), is_atomic=False)
def end_bookings() -> int:
    """Returns how many, in all turns together."""
    count = 0
    while ended := end_all(now=timezone.now()):
        count += ended
    return count


@work(title=_("Compare how long visits take with how long appointments are"))
def propose_lengths() -> int:
    """Returns for how many visits another length is proposed."""
    return propose_all(now=timezone.now())


@work(title=_("Give the places that teams decided to give beyond those that there are"))
def give_extra_places() -> int:
    """Returns how many."""
    return give_all(now=timezone.now())


def declare_schedules() -> None:
    """Let work begin by itself."""
    schedule("queue.close-forgotten-desks", close_forgotten_desks, Every(timedelta(minutes=15)))
    schedule("queue.end-bookings", end_bookings, Daily(time(23, 30)))
    schedule("queue.give-extra-places", give_extra_places, Every(timedelta(hours=1)))
    schedule("queue.propose-lengths", propose_lengths, Daily(time(2, 40)))
