"""Add somebody who works at a counter."""

import secrets

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.workforce.models import StaffMember
from zenne.workforce.permissions import MANAGE_STAFF
from zenne.workforce.saving import Wanted, about, write


@needs(MANAGE_STAFF)
@asks_no_purpose(because="planning one's own team is the work itself")
@transaction.atomic
def add_colleague(*, asker: Asker, wanted: Wanted) -> StaffMember:
    """Add a colleague. From now on they can be planned; an account gives them no further rights.

    Raises:
        ColleagueRefused: unknown-account, account-taken, number-taken.
    """
    member = StaffMember(key=f"c-{secrets.token_hex(5)}")
    write(member, wanted)
    record(
        asker=asker,
        action="workforce.add-colleague",
        about=about(member),
        thing=f"colleague:{member.key}",
        details={"branch": member.branch.slug, "languages": member.languages, "services": len(wanted.services)},
    )
    return member
