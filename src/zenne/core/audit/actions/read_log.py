"""Read the audit log, which is itself written down."""

from typing import Final

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.actions.record import record
from zenne.core.audit.models import AuditRecord
from zenne.core.audit.permissions import READ_LOG
from zenne.core.audit.queries import LogFilter, matching

RECORDS_A_PAGE: Final = 50


@needs(READ_LOG)
@transaction.atomic
def read_log(*, asker: Asker, wanted: LogFilter) -> list[AuditRecord]:
    """The newest records that match: a page of 50, and one more when there are older ones. The reading is recorded."""
    page = list(matching(wanted)[: RECORDS_A_PAGE + 1])
    details = {name: str(value) for name, value in wanted.given().items()}
    record(asker=asker, action="audit.read", about=wanted.about, details=details)
    return page
