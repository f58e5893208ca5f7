"""Dates as they are written in the reader's language."""

import re
from datetime import date, time

from django.utils.formats import date_format, get_format, time_format
from django.utils.translation import get_language

DAY_BEFORE_MONTH = re.compile(r"(?<!\\)j(?= (?:F|M|N))")
FIRST_IN_FRENCH = r"1\\e\\r"
AS_ORDINAL = {"de": "j."}


def written_date(value: date, form: str = "DATE_FORMAT") -> str:
    """A date or moment in ``form`` (of Django's ``date`` filter, or the name of a format).

    The day before the name of a month is as the language writes it: "1er décembre", "24. November".
    """
    language, form = get_language() or "en", str(get_format(form))
    if language == "fr" and value.day == 1:
        form = DAY_BEFORE_MONTH.sub(FIRST_IN_FRENCH, form)
    return date_format(value, DAY_BEFORE_MONTH.sub(AS_ORDINAL.get(language, "j"), form))


def written(value: date | time | str | None, form: str = "DATE_FORMAT") -> str:
    """What Django's ``date`` filter shows, with the day as the language writes it; nothing for no date."""
    if isinstance(value, date):
        return written_date(value, form)
    return time_format(value, form) if isinstance(value, time) else ""
