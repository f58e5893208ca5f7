"""Where and whom one can plan: branches, colleagues and desks to choose from."""

from datetime import datetime

from zenne.catalogue.public import Branch
from zenne.core.access.public import Asker, needs
from zenne.counters.capacity.models import Closure, Desk, Shift
from zenne.counters.capacity.permissions import PLAN_SHIFTS
from zenne.workforce.public import StaffMember


@needs(PLAN_SHIFTS)
def colleagues_to_plan(*, asker: Asker) -> list[StaffMember]:
    """Everybody who works at a counter of the city, by name. One query."""
    return list(StaffMember.objects.filter(left_at=None).select_related("branch").order_by("name", "key"))


@needs(PLAN_SHIFTS)
def desks_to_plan(*, asker: Asker, branch: Branch) -> list[Desk]:
    """The desks of a branch. One query."""
    return list(Desk.objects.filter(branch=branch, retired_at=None).select_related("branch").order_by("number"))


@needs(PLAN_SHIFTS)
def shift_numbered(*, asker: Asker, number: int) -> Shift | None:
    """A shift that is still planned."""
    rows = Shift.objects.select_related("member__branch", "desk__branch", "branch")
    return rows.filter(pk=number, withdrawn_at=None).first()


@needs(PLAN_SHIFTS)
def own_branch(*, asker: Asker) -> Branch | None:
    """The branch where the asker works at a counter."""
    uuid = asker.key.removeprefix("person:")
    if uuid == asker.key:
        return None
    member = StaffMember.objects.select_related("branch").filter(person__uuid=uuid, left_at=None).first()
    return member.branch if member else None


@needs(PLAN_SHIFTS)
def closures_at(*, asker: Asker, branch: Branch, now: datetime) -> list[Closure]:
    """When a branch is closed by exception from now on, the soonest first. One query."""
    found = Closure.objects.filter(branch=branch, reopened_at=None, ends_at__gt=now)
    return list(found.select_related("branch"))
