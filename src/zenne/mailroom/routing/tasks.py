"""What is learned in the background."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import CityLoaded, TranslationPublished
from zenne.core.access.public import SYSTEM
from zenne.core.events.public import INSIDE, subscribe
from zenne.core.tasks.public import Daily, enqueue, schedule, work
from zenne.mailroom.routing.actions.index_passages import index_passages
from zenne.mailroom.routing.actions.learn_routing import learn_routing

A_WHILE_SECONDS: Final = 900


@work(title=_("Learn which service letters are for"), is_atomic=False, time_limit=timedelta(hours=2))
def learn_which_service() -> str | None:
    """Also makes ready what they may be answered with. Returns the version that is in use now because of it."""
    index_passages(asker=SYSTEM)
    learned = learn_routing(asker=SYSTEM, now=timezone.now())
    return learned.version if learned else None


@work(title=_("Make ready what letters may be answered with"), is_atomic=False, time_limit=timedelta(hours=1))
def make_passages_ready() -> int:
    """Returns how many passages there are."""
    return index_passages(asker=SYSTEM)


def index_after_publication(_happened: TranslationPublished) -> None:
    """Texts that were written at the desk of translations are found by their new words; once for all of a while."""
    until = (int(timezone.now().timestamp()) // A_WHILE_SECONDS + 1) * A_WHILE_SECONDS
    enqueue(
        make_passages_ready,
        idempotency_key=f"routing.passages:{until}",
        run_after=datetime.fromtimestamp(until, tz=UTC),
    )


def learn_after_load(happened: CityLoaded) -> None:
    """A service that is new or has other words is found by them."""
    if happened.created or happened.updated or happened.retired:
        enqueue(learn_which_service)


def declare_schedules() -> None:
    """Let it begin by itself."""
    schedule("routing.learn", learn_which_service, Daily(time(1, 20)))
    subscribe(CityLoaded, learn_after_load, when=INSIDE)
    subscribe(TranslationPublished, index_after_publication, when=INSIDE)
