"""How often somebody may hold times and give a contact: enough for a family, too little for a program that hoards."""

from datetime import timedelta
from typing import Final

from zenne.core.access.public import Asker
from zenne.core.limits.public import Limit, allow
from zenne.counters.appointments.errors import TooOften
from zenne.counters.appointments.permissions import BOOK_FOR_OTHERS

HOLDS: Final = Limit("counters.hold", times=30, per=timedelta(hours=1))
"""By address, or by account."""
ASKS: Final = Limit("counters.ask", times=6, per=timedelta(days=1))
"""By e-mail address or telephone number: each is a message to somebody who may not have asked for it."""


def count(limit: Limit, key: str, *, asker: Asker) -> None:
    """Count a try. Those who book for others are not limited. Raises TooOften."""
    if asker.may(BOOK_FOR_OTHERS):
        return
    allowance = allow(limit, key)
    if not allowance:
        raise TooOften(allowance)
