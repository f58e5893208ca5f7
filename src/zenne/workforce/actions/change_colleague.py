"""Change what is known of a colleague."""

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.workforce.errors import ColleagueRefused
from zenne.workforce.models import StaffMember
from zenne.workforce.permissions import MANAGE_STAFF
from zenne.workforce.saving import Wanted, about, write


@needs(MANAGE_STAFF)
@asks_no_purpose(because="planning one's own team is the work itself")
@transaction.atomic
def change_colleague(*, asker: Asker, member: StaffMember, wanted: Wanted) -> StaffMember:
    """Change a colleague. What is free in their shifts is offered accordingly at once; what is booked stays theirs.

    Raises:
        ColleagueRefused: has-left, unknown-account, account-taken, number-taken.
    """
    held = StaffMember.objects.select_for_update(of=("self",)).select_related("person").get(pk=member.pk)
    if held.left_at is not None:
        raise ColleagueRefused("has-left", "name")
    before = about(held)
    write(held, wanted)
    details = {"branch": held.branch.slug, "languages": held.languages, "services": len(wanted.services)}
    for person in sorted({before, about(held)} - {""}) or [""]:
        record(
            asker=asker,
            action="workforce.change-colleague",
            about=person,
            thing=f"colleague:{held.key}",
            details=details,
        )
    return held
