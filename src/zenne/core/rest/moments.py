"""Moments in the answers."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

from pydantic import AfterValidator


def writable(moment: datetime) -> datetime:
    """An aware moment in its own time zone or, where RFC 3339 cannot write its offset, in UTC.

    Before 1892 the clock of Brussels was 17 minutes and 30 seconds ahead.
    """
    offset = moment.utcoffset() or timedelta()
    return moment.astimezone(UTC) if offset % timedelta(minutes=1) else moment


Timestamp = Annotated[datetime, AfterValidator(writable)]
"""A field of an answer that is a date and time with an offset."""
