"""Errors and timetables in plain words."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from django.db import DatabaseError, IntegrityError, OperationalError
from django.utils.formats import date_format
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from zenne.core.languages.public import written_clock
from zenne.core.tasks.errors import TookTooLong, UnknownWork, WorkerDied
from zenne.core.tasks.rules.timetables import EVERY_WEEKDAY, Daily, Every, Monthly, Timetable

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

A_MONDAY: Final = date(2024, 1, 1)
WORDS: "Final[tuple[tuple[type[BaseException], StrOrPromise], ...]]" = (
    (UnknownWork, gettext_lazy("No worker knows this work yet: the workers run an older version of the program.")),
    (WorkerDied, gettext_lazy("The worker stopped in the middle of it.")),
    (TookTooLong, gettext_lazy("It took longer than it may, so it was stopped.")),
    (IntegrityError, gettext_lazy("It would break a rule of the database.")),
    (OperationalError, gettext_lazy("The database was busy or did not answer.")),
    (DatabaseError, gettext_lazy("The database refused it.")),
    (MemoryError, gettext_lazy("The memory of the machine was full.")),
    (TimeoutError, gettext_lazy("Another computer took too long to answer.")),
    (ConnectionError, gettext_lazy("Another computer could not be reached.")),
    (PermissionError, gettext_lazy("The program may not use a file or a folder.")),
    (OSError, gettext_lazy("A file or another computer could not be used.")),
)
OTHERWISE: Final = gettext_lazy("Something unexpected went wrong. The details help whoever mends it.")


def words_of_error(kind: str) -> str:
    """An error in plain words, by the dotted name of its class; what an error itself says of it goes first."""
    try:
        error = import_string(kind)
    except ImportError:
        return str(OTHERWISE)
    own = getattr(error, "in_words", None)
    if own is not None:
        return str(own)
    return str(next((words for known, words in WORDS if issubclass(error, known)), OTHERWISE))


def words_of_timetable(timetable: Timetable) -> str:
    """When something is due, for people: "every day at 03:40"."""
    match timetable:
        case Every(period):
            return words_of_period(period)
        case Daily(at, weekdays) if weekdays == EVERY_WEEKDAY:
            return _("every day at %(time)s") % {"time": written_clock(at)}
        case Daily(at, weekdays):
            days = ", ".join(date_format(A_MONDAY + timedelta(days=day), "l") for day in sorted(weekdays))
            return _("%(days)s at %(time)s") % {"days": days, "time": written_clock(at)}
        case Monthly(day, at):
            return _("on day %(day)s of every month at %(time)s") % {"day": day, "time": written_clock(at)}
    return str(timetable)


def words_of_period(period: timedelta) -> str:
    seconds = int(period.total_seconds())
    if seconds % 3600 == 0:
        return ngettext("every hour", "every %(count)s hours", seconds // 3600) % {"count": seconds // 3600}
    if seconds % 60 == 0:
        return ngettext("every minute", "every %(count)s minutes", seconds // 60) % {"count": seconds // 60}
    return ngettext("every second", "every %(count)s seconds", seconds) % {"count": seconds}
