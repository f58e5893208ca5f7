"""What this room declares for itself."""

from datetime import time

from zenne.core.tasks.rules.timetables import Daily
from zenne.core.tasks.schedules import schedule
from zenne.core.tasks.tasks import forget_finished_work


def register_own() -> None:
    """Declare the schedules of this room."""
    schedule("tasks.forget-finished", forget_finished_work, Daily(time(3, 40)))
