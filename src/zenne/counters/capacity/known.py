"""Visits and desks as they are known: both change with the content version only, so they are read once for each."""

from collections.abc import Collection, Iterable

from zenne.core.content.public import per_version
from zenne.counters.capacity.models import Desk, VisitType


@per_version
def visit_numbered(version: str, number: int) -> VisitType | None:
    """A visit that is not retired, with its service. All requests share it: nobody may change it."""
    return VisitType.objects.select_related("service").filter(pk=number, retired_at=None).first()


def desks_with(equipment: Collection[str], branches: Iterable[int], *, version: str) -> set[int]:
    """The numbers of the desks at some branches that have all of this."""
    desks, needed = all_desks(version), set(equipment)
    return {number for branch in branches for number, there in desks.get(branch, ()) if needed <= there}


@per_version
def all_desks(version: str) -> dict[int, list[tuple[int, frozenset[str]]]]:
    """Every desk that is not retired, with what it has, by the number of its branch."""
    found: dict[int, list[tuple[int, frozenset[str]]]] = {}
    for branch, number, there in Desk.objects.filter(retired_at=None).values_list("branch_id", "pk", "equipment"):
        found.setdefault(branch, []).append((number, frozenset(there)))
    return found
