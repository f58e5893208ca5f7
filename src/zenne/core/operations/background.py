"""What waits in the background, in figures, and whether somebody works on it."""

from typing import Final

from django.apps import apps
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from zenne.core.outbox.public import Message, State

STATES_OF_JOBS: Final = {
    TaskResultStatus.READY.value.lower(): _("Waiting"),
    TaskResultStatus.RUNNING.value.lower(): _("Running"),
    TaskResultStatus.FAILED.value.lower(): _("Failed"),
    TaskResultStatus.SUCCESSFUL.value.lower(): _("Done"),
}


def jobs_by_state() -> dict[str, float]:
    """How many jobs there are in each state: ``ready``, ``running``, ``failed``, ``successful``."""
    counted = DBTaskResult.objects.order_by().values_list("status").annotate(Count("pk"))
    found = {str(status).lower(): float(count) for status, count in counted}
    return {state.value.lower(): found.get(state.value.lower(), 0.0) for state in TaskResultStatus}


def oldest_wait_seconds() -> float:
    """How long the oldest job that could begin has waited; 0 when none waits."""
    now = timezone.now()
    oldest = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    return (
        max((now - max(oldest.enqueued_at, oldest.run_after or oldest.enqueued_at)).total_seconds(), 0) if oldest else 0
    )


def workers_at_work() -> float:
    """How many workers said lately that they are there."""
    return float(apps.get_model("tasks", "Worker").objects.filter(lease_until__gt=timezone.now()).count())


def messages_by_state() -> dict[str, float]:
    """How many outgoing messages there are in each state."""
    counted = dict(Message.objects.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: float(counted.get(state.value, 0)) for state in State}
