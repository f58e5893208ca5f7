"""Propose other lengths for appointments, from how long visits took."""

from datetime import datetime

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.counters.queue.models import Experience, LengthProposal
from zenne.counters.queue.rules.durations import Seen
from zenne.counters.queue.rules.lengths import better_length, quantile_seen


@internal
@records_nothing(because="it only proposes; that a team takes a length over is recorded")
@transaction.atomic
def propose_lengths(*, now: datetime) -> int:
    """Bring the proposals in line with what was learned; for how many visits there is one that waits for an answer.

    What the team left is proposed again only when another length fits by then. Existing bookings keep theirs.
    """
    known = {row.visit_type_id: row for row in LengthProposal.objects.select_for_update()}
    for experience in Experience.objects.filter(visit_type__retired_at=None).select_related("visit_type"):
        visit = experience.visit_type
        seen = Seen(experience.weight, experience.total, experience.squares)
        length = visit.booked_minutes or visit.minutes
        better = better_length(length, expected=visit.minutes, seen=seen)
        before = known.get(visit.pk)
        if before is not None and before.minutes == better and (before.answered_at is None or not before.is_taken):
            continue
        if better is None:
            LengthProposal.objects.filter(visit_type=visit, answered_at=None).delete()
            continue
        facts = {
            "minutes": better,
            "instead_of": length,
            "within": quantile_seen(visit.minutes, seen),
            "visits": seen.weight,
            "proposed_at": now,
            "answered_at": None,
            "is_taken": False,
        }
        LengthProposal.objects.update_or_create(visit_type=visit, defaults=facts)
    return LengthProposal.objects.filter(answered_at=None).count()
