"""Which conversations somebody may see and work on."""

from uuid import UUID

from django.db.models import Q, QuerySet

from zenne.accounts.public import Team
from zenne.core.access.public import Asker, AskerKind
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.letters.models import Thread

PERSON = "person:"


def teams_of(asker: Asker) -> list[Team]:
    """The teams in which the asker has a place."""
    if asker.kind is not AskerKind.PERSON:
        return []
    return list(Team.objects.filter(memberships__person__uuid=UUID(asker.key.removeprefix(PERSON))))


def threads_for(asker: Asker) -> QuerySet[Thread]:
    """Those of the own teams, and those that no team has yet; each has a letter. The installation itself sees all."""
    return Thread.objects.filter(reached_by(asker))


def reached_by(asker: Asker) -> Q:
    """The same as a filter."""
    has_letter = ~Q(state=Thread.State.NONE)
    if asker.kind is AskerKind.SYSTEM:
        return has_letter
    return has_letter & (Q(team=None) | Q(team__in=teams_of(asker)))


def locked_thread(asker: Asker, uuid: UUID) -> Thread:
    """A conversation that nobody else changes meanwhile, in a transaction.

    Raises:
        AnswerRefused: ``unknown-letter``: there is none, or it is that of another team; ``merged``: it was put into
            another one, which the asker may see.
    """
    pk = threads_for(asker).filter(uuid=uuid).values_list("pk", flat=True).first()
    if pk is None:
        raise AnswerRefused("merged" if lives_in(asker, uuid) else "unknown-letter")
    row = Thread.objects.select_for_update(of=("self",)).select_related("service", "team").get(pk=pk)
    if row.state == Thread.State.NONE:
        raise AnswerRefused("merged")
    return row


def lives_in(asker: Asker, uuid: UUID) -> UUID | None:
    """The conversation into which another one was put, when the asker may see it."""
    return threads_for(asker).filter(mergers__thread__uuid=uuid).values_list("uuid", flat=True).first()
