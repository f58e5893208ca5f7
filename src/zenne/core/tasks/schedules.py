"""What begins by itself: declared by modules when they are ready, written down by the workers."""

from dataclasses import dataclass, field
from typing import Any

from zenne.core.tasks.errors import ScheduleTaken
from zenne.core.tasks.rules.timetables import Timetable
from zenne.core.tasks.work import Work


@dataclass(frozen=True, slots=True)
class DeclaredSchedule:
    """Work that begins by itself. ``name`` is stable: ``outbox.forget-bodies``.

    ``about`` says in words which of several it is, where the same work is in several schedules.
    """

    name: str
    work: Work[..., Any]
    timetable: Timetable
    arguments: dict[str, Any] = field(default_factory=dict)
    about: Any = field(default="", compare=False)


_schedules: dict[str, DeclaredSchedule] = {}


def schedule(
    name: str,
    work: Work[..., Any],
    timetable: Timetable,
    *,
    arguments: dict[str, Any] | None = None,
    about: Any = "",
) -> DeclaredSchedule:
    """Let work begin by itself; called in ``AppConfig.ready()``: ``schedule("mail.sort", sort, Daily(time(3)))``.

    ``title`` tells it from others with the same work, whose title is shown where there is none.

    Each due moment begins it once, however many workers there are. Moments that passed while no worker ran are made up
    for by beginning it once.

    ``about``, lazily translated, tells the schedules of the same work apart: the name of a data set.

    Raises:
        ScheduleTaken: another schedule has this name.
    """
    made = DeclaredSchedule(name, work, timetable, arguments or {}, about)
    if _schedules.setdefault(name, made) != made:
        raise ScheduleTaken(f"another schedule is already called {name!r}")
    return made


def declared_schedules() -> dict[str, DeclaredSchedule]:
    """All schedules of the installed modules, by name."""
    return dict(sorted(_schedules.items()))
