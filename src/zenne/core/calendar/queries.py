"""The calendar that holds now."""

from django.conf import settings

from zenne.core.calendar.models import CalendarSettings, ClosingDay, ReplacementDay
from zenne.core.calendar.rules.calendar_settings import CalendarParts, calendar_of
from zenne.core.calendar.rules.working_days import WorkingCalendar
from zenne.core.content.public import per_version

OPEN_TO = "public"
"""To whom these answer: the calendar of the city is public."""

WORKING_WEEK = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-17:00")


@per_version
def working_calendar(version: str) -> WorkingCalendar:
    """The calendar of a content version: three queries, once per version and process.

    Before anything was loaded: Monday to Friday from nine to five, no public holidays, the installation's time zone.
    """
    return calendar_of(
        stored_calendar() or CalendarParts(country="", time_zone=settings.TIME_ZONE, office_hours=WORKING_WEEK)
    )


def stored_calendar() -> CalendarParts | None:
    """The calendar as it was set last; None before that."""
    stored = CalendarSettings.objects.filter(pk=1).first()
    if stored is None:
        return None
    return CalendarParts(
        country=stored.country,
        time_zone=stored.time_zone,
        office_hours=stored.office_hours,
        closing_days=dict(ClosingDay.objects.values_list("date", "name")),
        replacement_days=dict(ReplacementDay.objects.values_list("holiday", "observed")),
    )
