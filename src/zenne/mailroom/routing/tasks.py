"""What is learned in the background."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import CityLoaded
from zenne.core.access.public import SYSTEM
from zenne.core.events.public import INSIDE, subscribe
from zenne.core.tasks.public import Daily, enqueue, schedule, work
from zenne.mailroom.routing.actions.index_passages import index_passages
from zenne.mailroom.routing.actions.learn_routing import learn_routing


@work(title=_("Learn which service letters are for"), is_atomic=False, time_limit=timedelta(hours=2))
def learn_which_service() -> str | None:
    """Also makes ready what they may be answered with. Returns the version that is in use now because of it."""
    index_passages(asker=SYSTEM)
    learned = learn_routing(asker=SYSTEM, now=timezone.now())
    return learned.version if learned else None


def learn_after_load(happened: CityLoaded) -> None:
    """A service that is new or has other words is found by them."""
    if happened.created or happened.updated or happened.retired:
        enqueue(learn_which_service)


def declare_schedules() -> None:
    """Let it begin by itself."""
    schedule("routing.learn", learn_which_service, Daily(time(1, 20)))
    subscribe(CityLoaded, learn_after_load, when=INSIDE)
