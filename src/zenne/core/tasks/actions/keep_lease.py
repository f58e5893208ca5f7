"""Say that a worker is there."""

import os
import socket
from datetime import datetime, timedelta

from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.functions import Now

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.models import Worker


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def keep_lease(*, worker: str, lease: timedelta, now: datetime) -> None:
    """Write that a worker, which may be new, is there until ``lease`` from now by the clock of the database."""
    until = ExpressionWrapper(Now() + Value(lease), output_field=DateTimeField())
    if not Worker.objects.filter(name=worker).update(lease_until=until):
        Worker.objects.create(
            name=worker, host=socket.gethostname(), process=os.getpid(), started_at=now, lease_until=until
        )
