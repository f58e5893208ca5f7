"""Who comes to their appointments: what is learned when one is over, and what is known of one that is to come."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from zenne.counters.appointments.models import Booking
from zenne.counters.queue.models import Attendance
from zenne.counters.queue.rules.attendance import NOTHING, Ahead, Kept, ahead_of, chance_missed, together


@dataclass(frozen=True, slots=True)
class Known:
    """What was seen at a branch, by the number of the visit and how long before an appointment was made."""

    cells: Mapping[tuple[int, Ahead], Kept]
    by_ahead: Mapping[Ahead, Kept]

    def chance_missed(self, booking: Booking) -> float:
        """The chance that nobody comes to an appointment."""
        ahead = booked_ahead(booking)
        own = self.cells.get((booking.visit_type_id, ahead), NOTHING)
        return chance_missed(own, wider=self.by_ahead.get(ahead, NOTHING))


NOTHING_KNOWN: Final = Known({}, {})


def known_at(branch: int) -> Known:
    """What was seen at a branch. One query."""
    rows = Attendance.objects.filter(branch_id=branch).values_list("visit_type_id", "ahead", "came", "missed")
    cells = {(visit, Ahead(ahead)): Kept(came, missed) for visit, ahead, came, missed in rows}
    groups: dict[Ahead, list[Kept]] = defaultdict(list)
    for (_visit, ahead), kept in cells.items():
        groups[ahead].append(kept)
    return Known(cells, {ahead: together(group) for ahead, group in groups.items()})


def booked_ahead(booking: Booking) -> Ahead:
    """How long before its time an appointment was made."""
    return ahead_of((booking.starts_at - booking.created_at).total_seconds() / 3600)


def learn_attendance(booking: Booking, *, came: bool) -> None:
    """Remember whether somebody came. The row is locked until the end of the transaction."""
    row, _is_new = Attendance.objects.select_for_update().get_or_create(
        branch_id=booking.branch_id, visit_type_id=booking.visit_type_id, ahead=booked_ahead(booking)
    )
    kept = Kept(row.came, row.missed).with_one(came=came)
    row.came, row.missed = kept.came, kept.missed
    row.save()
