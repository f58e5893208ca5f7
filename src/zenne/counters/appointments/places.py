"""Whether a service is at a branch at some time."""

from zenne.catalogue.public import ServicePlace, all_places
from zenne.core.calendar.public import working_calendar
from zenne.counters.capacity.models import VisitType
from zenne.counters.capacity.opening import midnight, open_steps
from zenne.counters.rules.quanta import moment_of
from zenne.counters.rules.seats import run


def place_of(visit_type: VisitType, branch: int, *, version: str) -> ServicePlace | None:
    """The service of a visit at a branch, by its number; None when it is not offered there."""
    places = all_places(version).get(visit_type.service_id, [])
    return next((place for place in places if place.branch.pk == branch), None)


def is_open(place: ServicePlace, step: int, length: int, *, version: str) -> bool:
    """Whether the service is there in all of these steps."""
    day = moment_of(step).astimezone(working_calendar(version).time_zone).date()
    seat = run(step - midnight(version, day), length)
    return open_steps(version, place.hours, day) & seat == seat
