"""What is counted in the background."""

from datetime import time
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.events.public import INSIDE, subscribe
from zenne.core.tasks.public import Daily, enqueue, schedule, work
from zenne.dataportal.public import refresh_soon
from zenne.mailroom.figures.actions.count_letters import count_letters
from zenne.mailroom.figures.sets import LETTERS_SET
from zenne.mailroom.letters.facts import PastPlayed

EVERY_NIGHT: Final = Daily(time(2, 40))
"""Before the data set is brought up to date."""


@work(title=_("Count what became of letters"), is_atomic=False)
def count_weeks() -> int:
    """Returns how many weeks were counted. The data set follows at once."""
    counted = count_letters(now=timezone.now())
    if counted:
        refresh_soon(LETTERS_SET.slug)
    return counted


def count_after_play(happened: PastPlayed) -> None:
    """A demonstration has figures from its first start, not from its first night."""
    enqueue(count_weeks)


def declare_schedules() -> None:
    """Let work begin by itself."""
    schedule("mailroom.count-letters", count_weeks, EVERY_NIGHT)
    subscribe(PastPlayed, count_after_play, when=INSIDE)
