"""Who goes first where two people plan at once.

Everybody takes turns in the same order, so that nobody waits in a circle: members of staff, desks, shifts, bookings,
each in the order of their numbers. Whoever books starts at shifts and waits for no plan.
"""

from collections.abc import Collection

from zenne.counters.capacity.models import Desk
from zenne.workforce.public import StaffMember


def hold_people_and_desks(members: Collection[int], desks: Collection[int]) -> None:
    """Keep other plans for some people and desks waiting until the caller's transaction ends."""
    for model, numbers in ((StaffMember, members), (Desk, desks)):
        rows = model._default_manager.select_for_update(no_key=True).filter(pk__in=numbers)  # noqa: SLF001
        list(rows.order_by("pk").values_list("pk"))
