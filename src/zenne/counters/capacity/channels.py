"""When a service is at a branch for those with an appointment, and for those without one."""

from collections.abc import Mapping
from datetime import date

from zenne.catalogue.public import ServicePlace
from zenne.core.content.public import per_version
from zenne.counters.capacity.models import CounterHours
from zenne.counters.capacity.opening import open_steps

Channel = CounterHours.Channel


@per_version
def own_hours(version: str) -> Mapping[tuple[int, int, str], str]:
    """The hours that differ from those of the service, by branch, service and channel. One query."""
    rows = CounterHours.objects.values_list("branch_id", "service_id", "channel", "hours")
    return {(branch, service, channel): hours for branch, service, channel, hours in rows}


def steps_for_channel(channel: str, place: ServicePlace, *, service: int, day: date, version: str) -> int:
    """When a service at a place is open for those who come this way, as ``open_steps`` numbers it.

    So whatever closes the branch closes both ways.
    """
    opened, own = open_steps(version, place.hours, day), own_hours(version).get((place.branch.pk, service, channel))
    return opened & open_steps(version, own, day) if own else opened
