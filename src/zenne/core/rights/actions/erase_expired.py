"""Erase what has been kept for as long as it may be kept."""

from datetime import datetime
from functools import partial

import structlog
from django.db import DatabaseError
from django.db.models import ProtectedError, RestrictedError

from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.public import record
from zenne.core.personal_data.public import KeptFor, PersonalData, declarations
from zenne.core.rights.erasing import in_batches
from zenne.core.rights.errors import ErasureIncomplete

log = structlog.get_logger("zenne.rights")


@internal
def erase_expired(*, now: datetime) -> dict[str, int]:
    """Erase every row whose time is over at ``now``, in batches, each with its record in the audit log.

    A run that dies is simply run again. What cannot be erased stops neither the other models nor what was done before.

    Returns:
        How many rows of each model (``app.Model``) were erased; models without any are left out.

    Raises:
        ErasureIncomplete: some rows could not be erased; all others were.
    """
    done: dict[str, int] = {}
    failed: list[str] = []
    # Higher houses are declared later: what refers to a row goes before the row.
    for declaration in reversed(declarations()):
        try:
            count = erase_of(declaration, now=now)
        except (DatabaseError, ProtectedError, RestrictedError):
            log.exception("expired rows could not be erased", model=declaration.label)
            failed.append(declaration.label)
            continue
        if count:
            done[declaration.label] = count
    if failed:
        raise ErasureIncomplete(failed)
    return done


def erase_of(declaration: PersonalData, *, now: datetime) -> int:
    if not isinstance(declaration.retention, KeptFor):
        return 0
    rows = declaration.model_class._base_manager.filter(declaration.retention.due(now))  # noqa: SLF001 - hides nothing
    return sum(in_batches(rows, declaration.on_expiry, after_each=partial(write_down, declaration.label)))


def write_down(label: str, count: int) -> None:
    record(asker=SYSTEM, action="personal-data.expire", thing=label, details={"rows": count})
