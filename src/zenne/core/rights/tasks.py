"""What begins by itself: erasing what was kept long enough; watching over the audit log, which lies below."""

from datetime import time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.audit.public import verify_chain, write_checkpoint
from zenne.core.rights.actions.erase_expired import erase_expired
from zenne.core.rights.errors import LogNotWhole
from zenne.core.tasks.public import Daily, Every, schedule, work


@work(title=_("Erase data that was kept for as long as allowed"), is_atomic=False)
def erase_what_expired() -> dict[str, int]:
    """Erase in batches; a run that dies goes on where it was. Returns how many rows of each model."""
    return erase_expired(now=timezone.now())


@work(title=_("Sign how far the audit log reaches"))
def sign_audit_log() -> int:
    """Returns the number of the last link; 0 when there is none."""
    checkpoint = write_checkpoint()
    return checkpoint.number if checkpoint is not None else 0


@work(title=_("Verify the audit log"), is_atomic=False, max_attempts=1, time_limit=timedelta(hours=6))
def verify_audit_log() -> int:
    """Fails, and is shown as failed work, when the log is not whole. Returns the number of records."""
    seen = verify_chain()
    if seen.finding is not None:
        raise LogNotWhole(str(seen.finding))
    return seen.links


def declare_schedules() -> None:
    """Let them begin by themselves."""
    schedule("rights.erase-expired", erase_what_expired, Daily(time(3, 10)))
    schedule("audit.sign", sign_audit_log, Every(timedelta(hours=1)))
    schedule("audit.verify", verify_audit_log, Daily(time(4, 20)))
