"""Take over a file of colleagues."""

from dataclasses import dataclass

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.workforce.actions.add_colleague import add_colleague
from zenne.workforce.actions.change_colleague import change_colleague
from zenne.workforce.errors import BrokenFile, ColleagueRefused, Mistake
from zenne.workforce.models import StaffMember
from zenne.workforce.permissions import MANAGE_STAFF
from zenne.workforce.reading import Row, read_rows

FIELDS = {"staff_number": "number", "account": "account", "name": "name"}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many colleagues were added, and how many changed."""

    added: int
    changed: int


@needs(MANAGE_STAFF)
def import_colleagues(*, asker: Asker, content: bytes, version: str) -> Imported:
    """Add or change a colleague for each line of a CSV file; the staff number says who it is.

    All or nothing. Whoever is not in the file stays as they are.

    Raises:
        BrokenFile: with every mistake of every line; nothing has changed then.
    """
    rows, mistakes = read_rows(content, version=version)
    added = 0
    with transaction.atomic():
        known = {member.staff_number: member for member in StaffMember.objects.exclude(staff_number="")}
        for row in rows:
            member = known.get(row.wanted.staff_number)
            added += member is None
            mistakes += take_over(row, member, asker=asker)
        if mistakes:
            raise BrokenFile(sorted(mistakes, key=lambda each: each.line))
    return Imported(added, len(rows) - added)


def take_over(row: Row, member: StaffMember | None, *, asker: Asker) -> list[Mistake]:
    """Write one line down; what stands in its way."""
    try:
        with transaction.atomic():
            if member is None:
                add_colleague(asker=asker, wanted=row.wanted)
            else:
                change_colleague(asker=asker, member=member, wanted=row.wanted)
    except ColleagueRefused as refused:
        return [Mistake(row.line, FIELDS[refused.field], refused.code)]
    return []
