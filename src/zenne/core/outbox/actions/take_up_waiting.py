"""Take up messages that nobody is about to deliver."""

from django.db import transaction
from django.db.models import Exists, OuterRef
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.actions.write_message import enqueue_delivery
from zenne.core.outbox.models import Message, State

UNFINISHED = (TaskResultStatus.READY, TaskResultStatus.RUNNING)
AT_ONCE = 500


@internal
@records_nothing(because="each attempt is written down with the message")
def take_up_waiting() -> int:
    """Write work for each message that waits and has none any more; returns how many.

    That work has an end of its own, for example when it killed its worker too often.
    """
    job = DBTaskResult.objects.filter(pk=OuterRef("job"), status__in=UNFINISHED)
    left = Message.objects.filter(~Exists(job), state=State.WAITING).order_by("created_at")[:AT_ONCE]
    with transaction.atomic():
        for message in left:
            enqueue_delivery(message)
    return len(left)
