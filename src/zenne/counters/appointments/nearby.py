"""What comes nearest to a time that is gone."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from zenne.catalogue.public import all_places
from zenne.core.calendar.public import working_calendar
from zenne.core.content.public import current_version
from zenne.counters.appointments.slots import Slot, Wanted, search
from zenne.counters.appointments.tokens import Choice
from zenne.counters.capacity.models import VisitType
from zenne.counters.rules.quanta import moment_of

SHOWN: Final = 6
LOOKED_AT: Final = 60
A_DAY_STEPS: Final = 288
ELSEWHERE_STEPS: Final = 24
"""Another branch is as far as two hours at the same one."""


def nearest_slots(visit_type: VisitType, choice: Choice, *, now: datetime, limit: int = SHOWN) -> tuple[Slot, ...]:
    """Free times around one that is gone, the nearest first, at the same branch and elsewhere."""
    version = current_version()
    day = moment_of(choice.step).astimezone(working_calendar(version).time_zone).date()
    offering = {place.branch.pk: place.branch.slug for place in all_places(version).get(visit_type.service_id, [])}
    around = Wanted(
        visit_type,
        people=choice.people,
        language=choice.language,
        first_day=day - timedelta(days=1),
        limit=LOOKED_AT,
    )
    found: dict[tuple[int, int], Slot] = {}
    for places in ((offering[choice.branch],), ()) if len(offering) > 1 and choice.branch in offering else ((),):
        for slot in search(replace(around, branches=places), version=version, now=now).slots:
            found[slot.branch.pk, slot.step] = slot

    def distance(slot: Slot) -> int:
        return abs(slot.step - choice.step) + (0 if slot.branch.pk == choice.branch else ELSEWHERE_STEPS)

    return tuple(sorted(found.values(), key=lambda slot: (distance(slot), slot.step, slot.branch.pk))[:limit])
