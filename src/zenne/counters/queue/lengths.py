"""What a team sees of the lengths of appointments."""

from dataclasses import dataclass

from zenne.core.access.public import Asker, needs
from zenne.counters.capacity.names import visit_name
from zenne.counters.queue.models import LengthProposal
from zenne.counters.queue.permissions import SERVE


@dataclass(frozen=True, slots=True)
class Length:
    """A proposal with the name of the visit; ``within`` is in whole minutes."""

    proposal: LengthProposal
    name: str
    within: int
    visits: int


@dataclass(frozen=True, slots=True)
class Lengths:
    """What waits for an answer, and what was answered."""

    proposed: list[Length]
    answered: list[Length]


@needs(SERVE)
def lengths(*, asker: Asker) -> Lengths:
    """All proposals, by the name of the visit. One query."""
    rows = LengthProposal.objects.select_related("visit_type__service")
    named = [Length(row, visit_name(row.visit_type), round(row.within), round(row.visits)) for row in rows]
    named.sort(key=lambda each: each.name.casefold())
    return Lengths(
        [each for each in named if each.proposal.answered_at is None],
        [each for each in named if each.proposal.answered_at is not None],
    )
