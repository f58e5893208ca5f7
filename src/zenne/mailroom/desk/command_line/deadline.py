"""``zenne mail deadline``: by when a letter is answered, as JSON."""

import json
from argparse import ArgumentParser
from datetime import datetime
from typing import Any, Final

from django.core.management.base import CommandError

from zenne.catalogue.public import PublicService
from zenne.core.calendar.public import CalendarError, working_calendar
from zenne.core.content.public import current_version
from zenne.mailroom.letters.conversations import target_of
from zenne.mailroom.rules.deadlines import deadline_of

HELP: Final = "print by when a letter is answered that came at a moment"


def arguments(parser: ArgumentParser) -> None:
    """The moment, and the service that the letter is for."""
    parser.add_argument("--received", required=True, metavar="MOMENT", help="ISO 8601: 2026-12-24T16:00:00+01:00")
    parser.add_argument("--service", default="", metavar="SLUG", help="the service that it is for")


def run(options: dict[str, Any], stdout: Any) -> None:
    """Print the deadline on the clock of the city."""
    calendar = working_calendar(current_version())
    service = PublicService.objects.filter(slug=options["service"], retired_at=None).first()
    if options["service"] and service is None:
        raise CommandError(f"There is no service {options['service']!r}.")
    try:
        moment = datetime.fromisoformat(options["received"])
    except ValueError:
        raise CommandError("--received: write a date and time like 2026-12-24T16:00:00+01:00.") from None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=calendar.time_zone)
    try:
        days, hours = target_of(service)
        deadline = deadline_of(aware, calendar=calendar, working_days=days, working_time=hours)
    except CalendarError as error:
        raise CommandError(f"No deadline can be given for this time: {error}") from None
    stdout.write(json.dumps({"received": aware.isoformat(), "deadline": deadline.isoformat()}))
