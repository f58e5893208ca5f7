"""Whether a branch is open, and for whom who comes without an appointment."""

from dataclasses import dataclass
from datetime import datetime

from zenne.catalogue.public import Branch, ServicePlace, all_places
from zenne.core.content.public import current_version
from zenne.counters.capacity.channels import Channel, steps_for_channel
from zenne.counters.capacity.models import VisitType
from zenne.counters.capacity.names import visit_name
from zenne.counters.capacity.opening import midnight, open_steps
from zenne.counters.queue.queries import visits_at
from zenne.counters.queue.rooms import day_of, time_zone
from zenne.counters.rules.quanta import moment_of, step_of
from zenne.counters.rules.seats import gaps


@dataclass(frozen=True, slots=True)
class OtherTimes:
    """What nobody takes a ticket for at this moment, and from when until when they can later on this day."""

    visit: VisitType
    name: str
    later: tuple[tuple[datetime, datetime], ...]


@dataclass(frozen=True, slots=True)
class WalkIns:
    """What people come for without an appointment: at this moment, and only at others though the service is there."""

    now: list[VisitType]
    others: list[OtherTimes]

    @property
    def every(self) -> list[VisitType]:
        """Both."""
        return [*self.now, *(each.visit for each in self.others)]


def is_open(hours: str, at: datetime) -> bool:
    """Whether it is open for the five minutes in which a moment lies."""
    return bool(from_now_on(open_steps(current_version(), hours, day_of(at)), at) & 1)


def takes_walk_ins(visit: VisitType, branch: Branch, *, hours: str, at: datetime) -> bool:
    """Whether people may come without an appointment at a moment. ``hours``: those of the service there."""
    return bool(walk_in_steps(visit, branch, hours=hours, at=at) & 1)


def walk_in_steps(visit: VisitType, branch: Branch, *, hours: str, at: datetime) -> int:
    """When people may come without an appointment from a moment on; the lowest bit is the step in which it lies."""
    place, version = ServicePlace(branch, hours, ()), current_version()
    opened = steps_for_channel(Channel.WALK_IN, place, service=visit.service_id, day=day_of(at), version=version)
    return from_now_on(opened, at)


def from_now_on(opened: int, at: datetime) -> int:
    return opened >> (step_of(at) - midnight(current_version(), day_of(at)))


def walk_ins_at(branch: Branch, at: datetime) -> WalkIns:
    """What people can take a ticket for, now and at other times. Where a service is closed, that is said elsewhere."""
    places = all_places(current_version())
    hours = {
        service: place.hours for service, found in places.items() for place in found if place.branch.pk == branch.pk
    }
    now, others = [], []
    for visit in visits_at(branch):
        there = hours.get(visit.service_id, branch.hours)
        opened = walk_in_steps(visit, branch, hours=there, at=at)
        if opened & 1 or not is_open(there, at):
            now.append(visit)
        else:
            others.append(OtherTimes(visit, visit_name(visit), stretches_of_today(opened, at)))
    return WalkIns(now, others)


def stretches_of_today(opened: int, at: datetime) -> tuple[tuple[datetime, datetime], ...]:
    zone, first = time_zone(), step_of(at)
    moments = [
        (moment_of(first + begin).astimezone(zone), moment_of(first + begin + length).astimezone(zone))
        for begin, length in gaps(opened)
    ]
    return tuple(each for each in moments if each[0].date() == at.astimezone(zone).date())
