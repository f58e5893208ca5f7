"""What this room does in the background."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.actions.forget_finished import forget_finished
from zenne.core.tasks.work import work


@work(title=_("Forget finished work"), is_atomic=False)
def forget_finished_work() -> int:
    """Delete jobs that were done long ago; returns how many."""
    return forget_finished(now=datetime.now(UTC))
