"""Take back that people of a team are away."""

from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.models import TeamAway
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import teams_of


@needs(ANSWER_LETTERS)
@transaction.atomic
def end_away(*, asker: Asker, away: UUID) -> None:
    """Anybody of the team may. What is gone already, or is of another team, stays as it is."""
    row = TeamAway.objects.filter(uuid=away, team__in=teams_of(asker)).select_related("team").first()
    if row is not None:
        row.delete()
        record(asker=asker, action="letters.end-away", thing=f"team:{row.team.key}")
