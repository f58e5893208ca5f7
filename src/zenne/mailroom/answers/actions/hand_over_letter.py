"""Give a letter to another team; the clock goes on, with what its service promises."""

from uuid import UUID

from django.db import transaction

from zenne.accounts.public import Team
from zenne.catalogue.public import PublicService
from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Hold
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.letters.conversations import deadline_for
from zenne.mailroom.letters.index import find_under_team


@needs(ANSWER_LETTERS)
@transaction.atomic
def hand_over_letter(*, asker: Asker, thread: UUID, team: str, service: str = "") -> None:
    """Say which team answers, and what the letter is about; a service without a team is that of its owner.

    Raises:
        AnswerRefused: ``unknown-team``, ``unknown-service`` or ``unknown-letter``.
    """
    row = locked_thread(asker, thread)
    receiver, about = place_of(team, service)
    row.team, row.service = receiver, about or row.service
    row.deadline = deadline_for(row)
    row.is_guessed = row.is_guessed and about is None
    row.save(update_fields=["team", "service", "is_guessed", "deadline"])
    find_under_team(row)
    Hold.objects.filter(thread=row).delete()
    record(asker=asker, action="letters.hand-over", thing=f"thread:{row.uuid}", details={"team": receiver.key})


def place_of(team: str, service: str) -> tuple[Team, PublicService | None]:
    """Who answers, and about what. Raises AnswerRefused: ``unknown-team`` or ``unknown-service``."""
    about = PublicService.objects.select_related("organisation").filter(slug=service, retired_at=None).first()
    if service and about is None:
        raise AnswerRefused("unknown-service")
    key = team or (about.organisation.key if about else "")
    receiver = Team.objects.filter(key=key).first()
    if receiver is None:
        raise AnswerRefused("unknown-team")
    return receiver, about
