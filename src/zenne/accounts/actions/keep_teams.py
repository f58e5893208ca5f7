"""Keep a team for each department of the city."""

from collections.abc import Mapping

from django.db import transaction

from zenne.accounts.models import Team
from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import record
from zenne.core.languages.public import Translated


@transaction.atomic
@internal
def keep_teams(*, departments: Mapping[str, Translated]) -> None:
    """Make a team of each department, with its key and its name.

    A team without a department goes when nobody has a place in it; who has one keeps it until it is taken away.
    """
    known = {team.key: team for team in Team.objects.all()}
    for key, name in departments.items():
        team = known.get(key)
        if team is None:
            Team.objects.create(key=key, name=name)
            record(asker=SYSTEM, action="accounts.make-team", thing=f"team:{key}")
        elif team.name != name:
            Team.objects.filter(pk=team.pk).update(name=name)
    for team in Team.objects.exclude(key__in=departments).filter(memberships=None):
        team.delete()
        record(asker=SYSTEM, action="accounts.remove-team", thing=f"team:{team.key}")
