"""What must hold in the calendar of a city folder."""

from datetime import date

from zenne.catalogue.city_folder.mistakes import Mistakes
from zenne.catalogue.city_folder.reading import File
from zenne.catalogue.city_folder.schemas import CityFacts
from zenne.core.calendar.public import (
    CalendarError,
    check_country,
    parse_hours_of_day,
    parse_time_zone,
    public_holidays,
)


def check_calendar(city: File[CityFacts], mistakes: Mistakes) -> None:
    """Add everything that the calendar of ``core`` would refuse, each at its own line."""
    facts, file = city.content, city.source.file
    if city.has("time_zone"):
        try:
            parse_time_zone(facts.time_zone)
        except CalendarError as error:
            mistakes.add(file, city.line_of("time_zone"), str(error))
    if city.has("calendar"):
        check_office_hours(city, mistakes)
        check_closing_days(city, mistakes)
    if city.has("country"):
        check_country_of(city, mistakes)


def check_office_hours(city: File[CityFacts], mistakes: Mistakes) -> None:
    for weekday, hours in city.content.calendar.office_hours.items():
        try:
            parse_hours_of_day(weekday, hours)
        except CalendarError as error:
            mistakes.add(city.source.file, city.line_of("calendar", "office_hours", weekday), str(error))


def check_country_of(city: File[CityFacts], mistakes: Mistakes) -> None:
    try:
        check_country(city.content.country)
    except CalendarError as error:
        mistakes.add(city.source.file, city.line_of("country"), str(error))
    else:
        if city.has("calendar"):
            check_replacement_days(city, mistakes)


def check_closing_days(city: File[CityFacts], mistakes: Mistakes) -> None:
    seen: set[date] = set()
    for index, day in enumerate(city.content.calendar.closing_days):
        if day.date in seen:
            line = city.line_of("calendar", "closing_days", index)
            mistakes.add(city.source.file, line, f"{day.date} is a closing day twice.")
        seen.add(day.date)


def check_replacement_days(city: File[CityFacts], mistakes: Mistakes) -> None:
    """Each replaces one public holiday, and each holiday is replaced once."""
    holidays: set[date] = set()
    observed: set[date] = set()
    for index, day in enumerate(city.content.calendar.replacement_days):
        problems = []
        if day.holiday not in public_holidays(city.content.country, day.holiday.year):
            problems.append(f"{day.holiday} is not a public holiday, so {day.observed} cannot replace it.")
        if day.observed in public_holidays(city.content.country, day.observed.year):
            problems.append(f"{day.observed} is a public holiday itself, so it replaces nothing.")
        if day.holiday in holidays:
            problems.append(f"{day.holiday} is replaced twice.")
        if day.observed in observed:
            problems.append(f"{day.observed} replaces more than one public holiday.")
        holidays.add(day.holiday)
        observed.add(day.observed)
        for problem in problems:
            mistakes.add(city.source.file, city.line_of("calendar", "replacement_days", index), problem)
