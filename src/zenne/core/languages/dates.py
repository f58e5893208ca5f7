"""Dates as they are written in the reader's language."""

import re
from datetime import date, time

from django.utils.formats import date_format, get_format, time_format
from django.utils.translation import get_language

DAY_BEFORE_MONTH = re.compile(r"(?<!\\)j(?= (?:F|M|N))")
FIRST_IN_FRENCH = r"1\\e\\r"
AS_ORDINAL = {"de": "j."}
WEEKDAY_BEFORE_DAY = re.compile(r"(?<!\\)l (?=j)")
CLOCK_AFTER_DATE = re.compile(r"(?<=[FY]),? H:i$")
CLOCK = re.compile(r"^H:i$")
CLOCKS = {"nl": "G.i", "fr": r"G\hi", "de": "G:i"}
CLOCKS_AFTER_DATE = {"nl": r" \o\m G.i", "fr": r" \à G\hi", "de": r" \u\m G:i"}


def written_date(value: date, form: str = "DATE_FORMAT") -> str:
    """A date or moment in ``form`` (of Django's ``date`` filter, or the name of a format).

    The day before the name of a month is as the language writes it: "1er décembre", "Dienstag, 24. November"; and so is
    the clock (``H:i``) alone or after a date: "8.30", "24 novembre à 8h30". As data have it (``Y-m-d H:i``) it stays.
    """
    language, form = get_language() or "en", str(get_format(form))
    form = CLOCK_AFTER_DATE.sub(lambda _: CLOCKS_AFTER_DATE.get(language, r" \a\t G:i"), clock_form(form, language))
    if language == "de":
        form = WEEKDAY_BEFORE_DAY.sub("l, ", form)
    if language == "fr" and value.day == 1:
        form = DAY_BEFORE_MONTH.sub(FIRST_IN_FRENCH, form)
    return date_format(value, DAY_BEFORE_MONTH.sub(AS_ORDINAL.get(language, "j"), form))


def clock_form(form: str, language: str) -> str:
    """A form that is a clock only, as people in Belgium write it in that language: 8.30, 8h30, 8:30."""
    return CLOCK.sub(lambda _: CLOCKS.get(language, "G:i"), form)


def written_clock(value: time) -> str:
    """A time on the clock, as the reader's language writes it."""
    return time_format(value, clock_form("H:i", get_language() or "en"))


def written(value: date | time | str | None, form: str = "DATE_FORMAT") -> str:
    """What Django's ``date`` filter shows, with the day as the language writes it; nothing for no date."""
    if isinstance(value, date):
        return written_date(value, form)
    return time_format(value, clock_form(form, get_language() or "en")) if isinstance(value, time) else ""
