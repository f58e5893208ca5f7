"""Let the branches of a demonstration live."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.conf import settings

from zenne.catalogue.public import branches, branches_now
from zenne.core.access.public import internal, records_nothing
from zenne.core.content.public import current_version
from zenne.counters.appointments.errors import NoDemonstration
from zenne.counters.figures.demonstration.morning import Morning, sessions_of

SECONDS_BETWEEN: Final = 5.0


@internal
@records_nothing(because="what invented people do is recorded as theirs, by the actions that they take")
def play_morning(*, now: datetime, invented: set[UUID], seconds: float = SECONDS_BETWEEN) -> int:
    """At each branch that is open, let people come and be helped; where it has closed, help those who are there.

    Outside opening hours nothing happens. ``invented`` are the tickets that were taken so far; further ones are added.
    Returns how many things were done.

    Raises:
        NoDemonstration: this installation is not one.
    """
    if not settings.DEMO:
        raise NoDemonstration
    version = current_version()
    places, _until = branches_now(list(branches(version)), version=version, at=now)
    return sum(
        Morning(place.branch, now, seconds, is_open=place.is_open, invented=invented).go_on()
        for place in places
        if place.is_open or sessions_of(place.branch)
    )
