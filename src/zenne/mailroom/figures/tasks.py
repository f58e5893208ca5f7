"""What is counted in the background."""

from datetime import time
from typing import Final

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Daily, schedule, work
from zenne.mailroom.figures.actions.count_letters import count_letters

EVERY_NIGHT: Final = Daily(time(2, 40))
"""Before the data set is brought up to date."""


@work(title=_("Count what became of letters"), is_atomic=False)
def count_weeks() -> int:
    """Returns how many weeks were counted."""
    return count_letters(now=timezone.now())


def declare_schedules() -> None:
    """Let work begin by itself."""
    schedule("mailroom.count-letters", count_weeks, EVERY_NIGHT)
