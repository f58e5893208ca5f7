"""Write down when people may come to a branch with an appointment, and when without."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction

from zenne.catalogue.public import Branch, Offering
from zenne.core.access.public import internal, records_nothing
from zenne.counters.capacity.models import CounterHours

CHANNELS: Final = {"appointment": CounterHours.Channel.APPOINTMENT, "walk_in": CounterHours.Channel.WALK_IN}


@dataclass(frozen=True, slots=True)
class BranchHours:
    """Hours by the keys of ``CHANNELS``: for all services of a branch, and for some of them, by slug, instead."""

    everything: Mapping[str, str] = field(default_factory=dict)
    services: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


@internal
@records_nothing(because="the folder is kept under version control, and what it changes is no personal data")
@transaction.atomic
def write_counter_hours(branches: Mapping[str, BranchHours]) -> bool:
    """Make the hours those of these branches, by slug; whether something changed."""
    wanted: dict[tuple[int, int | None, str], str] = {}
    for branch in Branch.objects.filter(slug__in=branches):
        for key, text in branches[branch.slug].everything.items():
            wanted[branch.pk, None, CHANNELS[key].value] = text
    for offering in Offering.objects.filter(branch__slug__in=branches).select_related("branch", "service"):
        for key, text in branches[offering.branch.slug].services.get(offering.service.slug, {}).items():
            wanted[offering.branch_id, offering.service_id, CHANNELS[key].value] = text
    rows = CounterHours.objects.values_list("branch_id", "service_id", "channel", "hours")
    if {(branch, service, channel): text for branch, service, channel, text in rows} == wanted:
        return False
    CounterHours.objects.all().delete()
    CounterHours.objects.bulk_create(
        [
            CounterHours(branch_id=branch, service_id=service, channel=channel, hours=text)
            for (branch, service, channel), text in wanted.items()
        ],
        batch_size=200,
    )
    return True
