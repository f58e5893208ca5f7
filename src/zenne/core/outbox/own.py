"""What this room declares for itself."""

from datetime import time, timedelta

from zenne.core.outbox.tasks import forget_old_texts
from zenne.core.outbox.upkeep import take_up_left
from zenne.core.tasks.public import Daily, Every, schedule


def register_own() -> None:
    """Declare the schedules of this room."""
    schedule("outbox.forget-texts", forget_old_texts, Daily(time(3, 20)))
    schedule("outbox.take-up", take_up_left, Every(timedelta(minutes=15)))
