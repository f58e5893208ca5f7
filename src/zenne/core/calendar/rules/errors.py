"""What can be wrong with a calendar, a moment or a set of hours: each class a stable code, each text a sentence."""


class CalendarError(ValueError):
    """Any refusal of the calendar."""

    code = "calendar"


class NaiveMoment(CalendarError):
    """A moment without a time zone."""

    code = "naive-moment"


class NegativeDays(CalendarError):
    """A deadline before its beginning."""

    code = "negative-days"


class NoWorkingDay(CalendarError):
    """Everything is closed for ten years."""

    code = "no-working-day"


class OutsideYears(CalendarError):
    """A moment or an answer outside the years 1 to 9999."""

    code = "outside-years"


class WrongOfficeHours(CalendarError):
    """Office hours that cannot be read, or none at all."""

    code = "wrong-office-hours"


class UnknownTimeZone(CalendarError):
    """Not a name of the IANA time zone database."""

    code = "unknown-time-zone"


class UnknownCountry(CalendarError):
    """A country or subdivision whose public holidays are not known."""

    code = "unknown-country"


class WrongReplacementDay(CalendarError):
    """A replacement day that replaces nothing, or is used twice."""

    code = "wrong-replacement-day"


class WrongOpeningHours(CalendarError):
    """Opening hours that cannot be read."""

    code = "wrong-opening-hours"
