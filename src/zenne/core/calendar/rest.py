"""The working days in the API."""

import re
from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import Path, Query, Router, Schema
from ninja.decorators import decorate_view
from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

from zenne.core.calendar.queries import working_calendar
from zenne.core.calendar.rules.errors import CalendarError
from zenne.core.calendar.rules.working_days import add_working_days
from zenne.core.content.public import version_of
from zenne.core.rest.public import PUBLIC, REFUSED, Refused, Timestamp, by_version

router = Router(tags=["working days"])

LONGEST_DEADLINE_DAYS = 366
PLUS_READ_AS_SPACE = re.compile(r"(?<=\d) (?=\d\d:?\d\d$)")
"""A "+" that was not written as %2B in the address arrives as a space: 2026-12-24T16:00:00 01:00."""


def read_moment(text: Any) -> datetime:
    """An ISO 8601 date and time, with or without an offset."""
    written = PLUS_READ_AS_SPACE.sub("+", str(text)).upper()
    try:
        return datetime.fromisoformat(written if "T" in written else "")  # a date alone says no time
    except ValueError:
        message = _("This is not a date and time. Write it like 2026-12-24T16:00:00+01:00.")
        raise PydanticCustomError("moment", "{message}", {"message": message}) from None


def read_date(text: Any) -> date:
    """An ISO 8601 date."""
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        message = _("This is not a date. Write it like 2026-12-24.")
        raise PydanticCustomError("date", "{message}", {"message": message}) from None


Moment = Annotated[datetime, BeforeValidator(read_moment)]
"""A parameter that is a date and time: ISO 8601, with or without an offset."""


class Deadline(Schema):
    """A moment by which something is due."""

    deadline: Timestamp = Field(description="On the clock of the city.", examples=["2026-12-29T16:00:00+01:00"])


class WorkingDay(Schema):
    """A day, and whether the administration works on it."""

    date: date
    working: bool
    name: str | None = Field(
        description="Name of the holiday or closing day, in the language of Accept-Language; null when it is none.",
        examples=["Christmas Eve"],
    )


@router.get(
    "/working-days/deadline",
    **PUBLIC,
    response={200: Deadline, **REFUSED},
    operation_id="getDeadline",
    summary="Deadline in working days",
)
@decorate_view(by_version)
def deadline(
    request: HttpRequest,
    start: Annotated[Moment, Query(alias="from", description=read_moment.__doc__, example="2026-12-23T16:00:00+01:00")],
    days: Annotated[int, Query(ge=0, le=LONGEST_DEADLINE_DAYS, description="How many working days later.", example=2)],
) -> Deadline:
    """The moment `days` working days after `from`.

    A moment outside office hours counts from the next opening. A time without an offset is taken on the clock of the
    city. Public holidays are known from 1901 to 2100.
    """
    calendar = working_calendar(version_of(request))
    aware = start if start.utcoffset() is not None else start.replace(tzinfo=calendar.time_zone)
    try:
        return Deadline(deadline=add_working_days(aware, days, calendar=calendar))
    except CalendarError as error:
        message = _("No deadline can be given for this time.")
        raise Refused(status=422, code=error.code, message=message, field="from") from error


@router.get(
    "/working-days/{day}",
    **PUBLIC,
    response={200: WorkingDay, **REFUSED},
    operation_id="getWorkingDay",
    summary="Is it a working day?",
)
@decorate_view(by_version)
def working_day(
    request: HttpRequest,
    day: Annotated[date, BeforeValidator(read_date), Path(description=read_date.__doc__, example="2026-12-24")],
) -> WorkingDay:
    """Whether the administration works on a day, and the name of the holiday or closing day, if it is one."""
    calendar = working_calendar(version_of(request))
    day_off = calendar.days_off.on(day)
    name = day_off.name.shown_in(get_language() or "en").text if day_off else None
    return WorkingDay(date=day, working=calendar.is_working_day(day), name=name or None)
