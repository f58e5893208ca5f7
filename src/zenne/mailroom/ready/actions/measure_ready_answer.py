"""Find out from where on a ready answer is sure."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import internal, records_nothing
from zenne.mailroom.ready.measuring import Known, known_letters, measured
from zenne.mailroom.ready.models import ReadyAnswer


@internal
@records_nothing(because="what was found stands on the page of the ready answer")
def measure_ready_answer(*, ready: UUID, now: datetime, letters: list[Known] | None = None) -> ReadyAnswer:
    """Compare it with what people answered; what was written anew meanwhile is not touched.

    Args:
        letters: what people answered, where that was read already.
    """
    row = ReadyAnswer.objects.select_related("service").get(uuid=ready)
    found = measured(row, list(known_letters()) if letters is None else letters)
    with transaction.atomic():
        said = {"sure_from": found.sure_from, "letters": found.letters, "right": found.right, "measured_at": now}
        ReadyAnswer.objects.filter(pk=row.pk, written_at=row.written_at).update(**said)
    row.refresh_from_db()
    return row
