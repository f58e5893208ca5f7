"""Make the visits and the desks what the city folder says."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import models
from django.utils import timezone

from zenne.catalogue.public import Appointment, Branch, PublicService
from zenne.core.access.public import internal, records_nothing
from zenne.counters.capacity.models import Desk, VisitType

Row = TypeVar("Row", VisitType, Desk)
STEPS = {
    VisitType.Step.WHOLE: (VisitType.Step.WHOLE,),
    VisitType.Step.APPLY: (VisitType.Step.APPLY, VisitType.Step.COLLECT),
}


@internal
@records_nothing(because="the folder is kept under version control, and what it changes is no personal data")
def write_capacity(*, visits: Mapping[str, Mapping[str, Any]], equipment: Mapping[str, Mapping[str, int]]) -> bool:
    """Bring both tables in line; what is no longer there is retired, because bookings hang on it.

    Args:
        visits: what differs from a plain visit, by slug of the service: the fields of ``VisitFacts``.
        equipment: how many desks have what, by slug of the branch.

    Returns whether something changed.
    """
    services = PublicService.objects.filter(retired_at=None)
    wanted_visits = {
        (service.pk, step): fields
        for service in services
        for step, fields in visits_of(service, visits.get(service.slug, {}))
    }
    branches = Branch.objects.filter(retired_at=None)
    wanted_desks = {
        (branch.pk, number): {"equipment": equipment_of(number, equipment.get(branch.slug, {}))}
        for branch in branches
        for number in range(1, branch.desks + 1)
    }
    are_visits_new = bring_in_line(VisitType, ("service_id", "step"), wanted_visits)
    are_desks_new = bring_in_line(Desk, ("branch_id", "number"), wanted_desks)
    return are_visits_new or are_desks_new


def visits_of(service: PublicService, facts: Mapping[str, Any]) -> Iterable[tuple[str, dict[str, Any]]]:
    """The visits of a service that has a counter, with the fields of each."""
    counter = service.counter
    if counter is None or counter.minutes is None:
        return
    steps = STEPS[VisitType.Step.APPLY if facts.get("apply") else VisitType.Step.WHOLE]
    for step in steps:
        own = facts.get(step.value) or {}
        yield (
            step.value,
            {
                "minutes": own.get("minutes") or facts.get("minutes") or counter.minutes,
                "minutes_per_person": first_said(own.get("per_person"), facts.get("per_person"), 0),
                "most_people": facts.get("people", 1),
                "equipment": sorted(first_said(own.get("needs"), facts.get("needs"), ())),
                "asks_name": bool(facts.get("name")),
                "by_appointment": counter.appointment != Appointment.NONE,
                "walk_in": counter.appointment != Appointment.REQUIRED,
            },
        )


def first_said(*values: Any) -> Any:
    return next(value for value in values if value is not None)


def equipment_of(number: int, counts: Mapping[str, int]) -> list[str]:
    return sorted(kind for kind, count in counts.items() if number <= count)


def bring_in_line(model: type[Row], key: tuple[str, str], wanted: Mapping[tuple[Any, Any], Mapping[str, Any]]) -> bool:
    """Create, change and retire rows; whether there was anything to do."""
    existing = {tuple(getattr(row, part) for part in key): row for row in model._default_manager.all()}  # noqa: SLF001
    new = [model(**dict(zip(key, at, strict=True)), **fields) for at, fields in wanted.items() if at not in existing]
    changed = [row for at, row in existing.items() if at in wanted and changes(row, wanted[at])]
    gone = [row.pk for at, row in existing.items() if at not in wanted and row.retired_at is None]
    model._default_manager.bulk_create(new, batch_size=200)  # noqa: SLF001
    columns = {column for fields in wanted.values() for column in fields} | {"retired_at"}
    if changed:
        model._default_manager.bulk_update(changed, sorted(columns), batch_size=100)  # noqa: SLF001
    model._default_manager.filter(pk__in=gone).update(retired_at=timezone.now())  # noqa: SLF001
    return bool(new or changed or gone)


def changes(row: models.Model, fields: Mapping[str, Any]) -> bool:
    """Set the fields of a row that is wanted; whether one of them was different."""
    wanted = {**fields, "retired_at": None}
    different = [column for column, value in wanted.items() if getattr(row, column) != value]
    for column in different:
        setattr(row, column, wanted[column])
    return bool(different)
