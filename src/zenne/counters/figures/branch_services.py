"""What people come for, at one branch, as it is now."""

from dataclasses import dataclass
from datetime import datetime

from zenne.catalogue.public import all_places, service_names
from zenne.core.languages.public import Translated
from zenne.counters.capacity.models import VisitType
from zenne.counters.figures.branch_parity import BranchLive, latest
from zenne.counters.queue.rules.promises import Told


@dataclass(frozen=True, slots=True)
class ServiceLive:
    """A service at a branch: after how many days it can be booked, and how long the wait is without."""

    slug: str
    name: Translated
    by_appointment: bool
    is_measured: bool
    free_days: int | None
    told: Told | None


def offered_services(version: str, language: str) -> list[tuple[str, str]]:
    """What people can come for, by slug and name, in the order of the alphabet. One query."""
    slugs = set(VisitType.objects.filter(retired_at=None).values_list("service__slug", flat=True))
    names = service_names(version)
    found = [(slug, names[slug].name.shown_in(language).text) for slug in slugs if slug in names]
    return sorted(found, key=lambda pair: pair[1].casefold())


def services_live(live: BranchLive, *, version: str, at: datetime) -> list[ServiceLive]:
    """The services of a branch, what is most needed first. Three queries."""
    measured = {row.visit_type_id: row.days for row in latest(at) if row.branch_id == live.branch.pk}
    here = {
        pk for pk, places in all_places(version).items() if any(each.branch.pk == live.branch.pk for each in places)
    }
    visits = VisitType.objects.filter(retired_at=None, service__in=here, service__retired_at=None)
    first_steps = visits.exclude(step=VisitType.Step.COLLECT).select_related("service")
    return [
        ServiceLive(
            slug=visit.service.slug,
            name=visit.service.name,
            by_appointment=visit.by_appointment,
            is_measured=visit.pk in measured,
            free_days=measured.get(visit.pk),
            told=live.by_service.get(visit.service_id) if visit.walk_in else None,
        )
        for visit in first_steps.order_by("-service__popularity", "service__slug")
    ]
