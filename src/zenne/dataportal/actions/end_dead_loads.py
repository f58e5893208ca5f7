"""End loads whose program was killed: nobody goes on with them."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from zenne.core.access.public import internal, records_nothing
from zenne.dataportal.models import Load
from zenne.dataportal.storage.loading import writing

YOUNG: Final = timedelta(minutes=2)
"""One that has just begun may not hold the lock of its table yet."""


@internal
@records_nothing(because="it writes down that a load ended, which the load itself says")
def end_dead_loads(*, younger: timedelta = YOUNG) -> int:
    """End those that began on a command line and whose table nobody is writing; returns how many.

    What a worker does is given to another worker when it dies, and is left alone.
    """
    now, ended = timezone.now(), 0
    on_command_line = Load.objects.filter(file="", url="", ended_at=None, asked_at__lte=now - younger)
    for load in on_command_line.exclude(way=Load.Way.CORRECT).select_related("table"):
        try:
            with writing(load.table, waits=False):
                ended += Load.objects.filter(pk=load.pk, ended_at=None).update(
                    state=Load.State.FAILED, problem="stopped", ended_at=now
                )
        except BlockingIOError:
            continue
    return ended
