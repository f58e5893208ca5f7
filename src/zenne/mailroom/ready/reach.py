"""Which ready answers somebody may see and change: those of their teams."""

from uuid import UUID

from django.db.models import QuerySet

from zenne.core.access.public import Asker, AskerKind
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.reach import teams_of
from zenne.mailroom.ready.models import ReadyAnswer


def ready_for(asker: Asker) -> QuerySet[ReadyAnswer]:
    """Those of the own teams. The installation itself sees all."""
    if asker.kind is AskerKind.SYSTEM:
        return ReadyAnswer.objects.all()
    return ReadyAnswer.objects.filter(team__in=teams_of(asker))


def locked_ready(asker: Asker, uuid: UUID) -> ReadyAnswer:
    """One that nobody else changes meanwhile, in a transaction. Raises AnswerRefused, ``unknown-ready``."""
    pk = ready_for(asker).filter(uuid=uuid).values_list("pk", flat=True).first()
    if pk is None:
        raise AnswerRefused("unknown-ready")
    return ReadyAnswer.objects.select_for_update(of=("self",)).select_related("team", "service", "branch").get(pk=pk)
