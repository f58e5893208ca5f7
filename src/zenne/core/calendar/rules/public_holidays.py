"""Days off: public holidays, the days to which they move, and one's own closing days.

Public holidays come from the ``holidays`` package, never from a table of ours. It knows the years 1901 to 2100 of most
countries; outside them there are none. For Belgium it also lists Easter Sunday and Whit Sunday beside the ten holidays
of the law of 4 January 1974; both always fall on a Sunday.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType

import holidays

from zenne.core.calendar.rules.errors import UnknownCountry, WrongReplacementDay
from zenne.core.languages.public import Translated

COUNTRY_CODE = re.compile(r"[A-Z]{2}")


class DayOffKind(StrEnum):
    """Why it is a day off."""

    PUBLIC_HOLIDAY = "public_holiday"
    REPLACEMENT_DAY = "replacement_day"
    CLOSING_DAY = "closing_day"


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day off; ``name`` of a replacement day is the name of the holiday that it replaces."""

    date: date
    name: Translated
    kind: DayOffKind


@dataclass(frozen=True, eq=False)
class DaysOff:
    """The days off of every year.

    ``country``: ISO 3166-1 code ("BE") or ISO 3166-2 code of a subdivision ("DE-BY"); empty for no public holidays.
    ``closing_days``: own closing days with their names. ``replacement_days``: for a public holiday, the day on which it
    is observed; the holiday itself stays a day off too. Raises UnknownCountry.
    """

    country: str = ""
    closing_days: Mapping[date, Translated] = field(default_factory=dict)
    replacement_days: Mapping[date, date] = field(default_factory=dict)
    _replaced: Mapping[date, date] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        check_country(self.country)
        object.__setattr__(self, "_replaced", {observed: day for day, observed in self.replacement_days.items()})

    def __contains__(self, day: date) -> bool:
        return day in self.closing_days or day in self._replaced or day in public_holidays(self.country, day.year)

    def on(self, day: date) -> DayOff | None:
        """Which day off it is, or None; a public holiday goes before a replacement, a replacement before a closing."""
        holiday = public_holidays(self.country, day.year).get(day)
        if holiday is not None:
            return DayOff(day, holiday, DayOffKind.PUBLIC_HOLIDAY)
        replaced = self._replaced.get(day)
        if replaced is not None:
            name = public_holidays(self.country, replaced.year).get(replaced, Translated())
            return DayOff(day, name, DayOffKind.REPLACEMENT_DAY)
        name_of_closing = self.closing_days.get(day)
        return None if name_of_closing is None else DayOff(day, name_of_closing, DayOffKind.CLOSING_DAY)

    def in_year(self, year: int) -> list[DayOff]:
        """All days off of a year in order of date."""
        own = (day for day in (*self.closing_days, *self._replaced) if day.year == year)
        days = sorted({*public_holidays(self.country, year), *own})
        return [off for day in days if (off := self.on(day))]


def check_replacement_days(days_off: DaysOff) -> None:
    """Raise WrongReplacementDay where a replacement day replaces no public holiday, or two.

    Asked when a calendar is set, not when it is read: a later ``holidays`` package must not close the site.
    """
    observed_days = list(days_off.replacement_days.values())
    for day, observed in days_off.replacement_days.items():
        if day not in public_holidays(days_off.country, day.year):
            raise WrongReplacementDay(f"{day} is not a public holiday, so {observed} cannot replace it.")
        if observed_days.count(observed) > 1:
            raise WrongReplacementDay(f"{observed} replaces more than one public holiday.")


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> Mapping[date, Translated]:
    """The public holidays of a year with their names in every language that the package has for the country.

    The first name is in the country's own language. Raises UnknownCountry.
    """
    if not country:
        return MappingProxyType({})
    check_country(country)
    code, _, subdivision = country.partition("-")
    known = holidays.country_holidays(code, subdiv=subdivision or None)
    own_language = known.default_language or "en"
    names: dict[date, dict[str, str]] = {}
    for language in (own_language, *sorted(known.supported_languages)):
        in_language = holidays.country_holidays(
            code,
            subdiv=subdivision or None,
            years=year,
            expand=False,
            language=language if language in known.supported_languages else None,
        )
        for day, name in in_language.items():
            names.setdefault(day, {}).setdefault(language.partition("_")[0], name)
    return MappingProxyType({day: Translated(names[day]) for day in sorted(names) if day.year == year})


@lru_cache(maxsize=64)
def check_country(country: str) -> None:
    """Raise UnknownCountry unless ``country`` is empty or its public holidays are known."""
    code, dash, subdivision = country.partition("-")
    if not country or (COUNTRY_CODE.fullmatch(code) and has_holidays(code, subdivision if dash else None)):
        return
    raise UnknownCountry(f"The public holidays of “{country}” are not known; write an ISO 3166 code like “BE”.")


def has_holidays(code: str, subdivision: str | None) -> bool:
    """Whether the package knows a country. It reads only that one: the list of all takes longer than loading a city."""
    try:
        known = holidays.country_holidays(code)
    except NotImplementedError:
        return False
    return known.country == code and (subdivision is None or subdivision in known.subdivisions)
