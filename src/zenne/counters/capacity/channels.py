"""When a service is at a branch for those with an appointment, and for those without one."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from zenne.catalogue.public import ServicePlace, WayIn, register_ways_in
from zenne.core.content.public import per_version
from zenne.counters.capacity.models import CounterHours
from zenne.counters.capacity.opening import open_steps

Channel = CounterHours.Channel
TITLES = {Channel.APPOINTMENT: _("With an appointment"), Channel.WALK_IN: _("Without an appointment")}


@per_version
def own_hours(version: str) -> Mapping[tuple[int, int | None, str], str]:
    """The hours that differ from those of the service, by branch, service (None: all) and channel. One query."""
    rows = CounterHours.objects.values_list("branch_id", "service_id", "channel", "hours")
    return {(branch, service, channel): hours for branch, service, channel, hours in rows}


def steps_for_channel(channel: str, place: ServicePlace, *, service: int, day: date, version: str) -> int:
    """When a service at a place is open for those who come this way, as ``open_steps`` numbers it.

    So whatever closes the branch closes both ways.
    """
    opened, own = open_steps(version, place.hours, day), hours_for(channel, place.branch.pk, service, version=version)
    return opened & open_steps(version, own, day) if own else opened


def hours_for(channel: str, branch: int, service: int | None, *, version: str) -> str:
    """The hours of a way of coming, by the numbers of a branch and a service; empty where it has none of its own."""
    own = own_hours(version)
    return own.get((branch, service, channel)) or own.get((branch, None, channel), "")


def register_ways() -> None:
    """Show these hours on the pages of branches and services."""
    register_ways_in(ways_at)


def ways_at(version: str, branch: int, service: int | None) -> list[WayIn]:
    """The ways that have hours of their own, in words."""
    found = ((title, hours_for(channel, branch, service, version=version)) for channel, title in TITLES.items())
    return [WayIn(title, hours) for title, hours in found if hours]
