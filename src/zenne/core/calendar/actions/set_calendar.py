"""Replace the calendar of the city."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.core.calendar.models import CalendarSettings, ClosingDay, ReplacementDay
from zenne.core.calendar.queries import stored_calendar
from zenne.core.calendar.rules.calendar_settings import CalendarParts, calendar_of
from zenne.core.calendar.rules.public_holidays import check_replacement_days
from zenne.core.languages.public import Translated


@transaction.atomic
@internal
@records_nothing(because="it follows from a load of the folder")
def set_calendar(
    *,
    country: str,
    time_zone: str,
    office_hours: Mapping[str, str],
    closing_days: Mapping[date, Translated],
    replacement_days: Mapping[date, date],
) -> bool:
    """Replace the whole calendar if something differs, and return whether something did.

    ``country``: ISO 3166 code, empty for no public holidays; ``time_zone``: IANA name; ``office_hours``:
    ``{"monday": "09:00-17:00"}``; ``closing_days``: name of each own closing day; ``replacement_days``: for a public
    holiday, the day on which it is observed. Raises a CalendarError when one of them is wrong, and changes nothing. The
    caller announces the change of content.
    """
    parts = CalendarParts(
        country=country,
        time_zone=time_zone,
        office_hours=dict(office_hours),
        closing_days=dict(closing_days),
        replacement_days=dict(replacement_days),
    )
    check_replacement_days(calendar_of(parts).days_off)
    if parts == stored_calendar():
        return False
    replace_all(parts)
    return True


def replace_all(parts: CalendarParts) -> None:
    CalendarSettings.objects.update_or_create(
        pk=1,
        defaults={"country": parts.country, "time_zone": parts.time_zone, "office_hours": dict(parts.office_hours)},
    )
    ClosingDay.objects.all().delete()
    ClosingDay.objects.bulk_create(ClosingDay(date=day, name=name) for day, name in parts.closing_days.items())
    ReplacementDay.objects.all().delete()
    ReplacementDay.objects.bulk_create(
        ReplacementDay(holiday=holiday, observed=observed) for holiday, observed in parts.replacement_days.items()
    )
