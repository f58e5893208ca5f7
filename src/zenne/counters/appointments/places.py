"""Whether a service is at a branch at some time."""

from datetime import date

from zenne.catalogue.public import ServicePlace, all_places
from zenne.core.calendar.public import working_calendar
from zenne.counters.capacity.channels import Channel, steps_for_channel
from zenne.counters.capacity.models import VisitType
from zenne.counters.capacity.opening import midnight
from zenne.counters.rules.quanta import moment_of
from zenne.counters.rules.seats import run


def place_of(visit_type: VisitType, branch: int, *, version: str) -> ServicePlace | None:
    """The service of a visit at a branch, by its number; None when it is not offered there."""
    places = all_places(version).get(visit_type.service_id, [])
    return next((place for place in places if place.branch.pk == branch), None)


def is_open(visit_type: VisitType, place: ServicePlace, step: int, length: int, *, version: str) -> bool:
    """Whether the service is there for appointments in all of these steps."""
    day = moment_of(step).astimezone(working_calendar(version).time_zone).date()
    seat = run(step - midnight(version, day), length)
    return open_for_appointments(visit_type, place, day, version=version) & seat == seat


def open_for_appointments(visit_type: VisitType, place: ServicePlace, day: date, *, version: str) -> int:
    """The steps of a day in which the service is there for appointments, as ``open_steps`` numbers them."""
    return steps_for_channel(Channel.APPOINTMENT, place, service=visit_type.service_id, day=day, version=version)
