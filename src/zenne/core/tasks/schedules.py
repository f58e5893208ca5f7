"""What begins by itself: declared by modules when they are ready, written down by the workers."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from zenne.core.tasks.errors import ScheduleTaken
from zenne.core.tasks.rules.timetables import Timetable
from zenne.core.tasks.work import Work

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class DeclaredSchedule:
    """Work that begins by itself. ``name`` is stable: ``outbox.forget-bodies``. ``title``: what people call it."""

    name: str
    work: Work[..., Any]
    timetable: Timetable
    arguments: dict[str, Any] = field(default_factory=dict)
    title: "StrOrPromise" = ""


_schedules: dict[str, DeclaredSchedule] = {}


def schedule(
    name: str,
    work: Work[..., Any],
    timetable: Timetable,
    *,
    arguments: dict[str, Any] | None = None,
    title: "StrOrPromise" = "",
) -> DeclaredSchedule:
    """Let work begin by itself; called in ``AppConfig.ready()``: ``schedule("mail.sort", sort, Daily(time(3)))``.

    ``title`` tells it from others with the same work, whose title is shown where there is none.

    Each due moment begins it once, however many workers there are. Moments that passed while no worker ran are made up
    for by beginning it once.

    Raises:
        ScheduleTaken: another schedule has this name.
    """
    made = DeclaredSchedule(name, work, timetable, arguments or {}, title)
    if _schedules.setdefault(name, made) != made:
        raise ScheduleTaken(f"another schedule is already called {name!r}")
    return made


def declared_schedules() -> dict[str, DeclaredSchedule]:
    """All schedules of the installed modules, by name."""
    return dict(sorted(_schedules.items()))
