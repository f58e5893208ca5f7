"""Where searches read what is free: from the database, or, for many searches in a row, from what was read once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

from django.db.models import Q

from zenne.counters.capacity.models import Shift, VisitType
from zenne.counters.rules.scanning import Row
from zenne.workforce.public import Competence, StaffMember, able_staff

COLUMNS = ("branch_id", "member_id", "desk_id", "first_step", "free")


@dataclass(frozen=True, slots=True)
class Reach:
    """Which shifts a search reads: those at some branches that begin between two steps and have room for a visit."""

    visit: VisitType
    length: int
    branches: frozenset[int]
    members: frozenset[int]
    begin: int
    end: int


class Database:
    """Each question is a query, read as far as needed."""

    def able(self, *, service: int, language: str) -> set[int]:
        """Who can help with a service, in a language if one is given."""
        return able_staff(service=service, language=language)

    def shifts(self, reach: Reach) -> Iterator[Row]:
        """The shifts within reach, in order."""
        rows = Shift.every.filter(
            Q(for_visit=None) | Q(for_visit=reach.visit),
            takes_appointments=True,
            longest__gte=reach.length,
            first_step__gte=reach.begin,
            first_step__lt=reach.end,
            branch__in=reach.branches,
            member__in=reach.members,
        )
        return rows.order_by("first_step").values_list(*COLUMNS).iterator(chunk_size=500)


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that has room, read with three queries, however many searches follow.

    What was taken meanwhile is still in it: whoever takes a seat looks at that seat again.
    """

    rows: list[tuple[Row, int, int | None]]
    languages: dict[int, list[str]]
    knowing: dict[int, set[int]]

    @classmethod
    def read(cls, *, since: int) -> Self:
        """What begins at a step or later."""
        found = Shift.every.filter(takes_appointments=True, longest__gt=0, first_step__gte=since)
        rows = found.order_by("first_step").values_list(*COLUMNS, "longest", "for_visit_id")
        knowing: dict[int, set[int]] = {}
        for service, member in Competence.objects.filter(member__left_at=None).values_list("service_id", "member_id"):
            knowing.setdefault(service, set()).add(member)
        staff = StaffMember.objects.filter(left_at=None).values_list("pk", "languages")
        return cls([(row[:5], row[5], row[6]) for row in rows], dict(staff), knowing)

    def able(self, *, service: int, language: str) -> set[int]:
        """Who can help with a service, in a language if one is given."""
        able = self.knowing.get(service, set())
        return {member for member in able if not language or language in self.languages.get(member, ())}

    def shifts(self, reach: Reach) -> Iterable[Row]:
        """The shifts within reach, in order."""
        for row, longest, for_visit in self.rows:
            branch, member, _, first, _ = row
            is_near = reach.begin <= first < reach.end and branch in reach.branches and member in reach.members
            if is_near and longest >= reach.length and for_visit in {None, reach.visit.pk}:
                yield row


Supply = Database | Snapshot
DATABASE = Database()
