"""Remove files that nobody needs: parts that no version names, received files whose load is over."""

from datetime import timedelta
from typing import Final

from django.utils import timezone

from zenne.core.access.public import internal, records_nothing
from zenne.dataportal.models import Load
from zenne.dataportal.storage.folders import loads_folder
from zenne.dataportal.storage.parts import remove_unused

KEPT_FOR: Final = timedelta(days=7)
"""A file that was refused can be looked at for so long."""


@internal
@records_nothing(because="it removes files that no version names")
def clear_files() -> int:
    """Remove them; returns how many. Loads that run meanwhile are left alone."""
    return remove_unused() + remove_received()


def remove_received() -> int:
    removed = 0
    over = Load.objects.exclude(file="").filter(
        state__in=(Load.State.PUBLISHED, Load.State.FAILED), ended_at__lt=timezone.now() - KEPT_FOR
    )
    for name in over.values_list("file", flat=True):
        path = loads_folder() / name
        removed += path.is_file()
        path.unlink(missing_ok=True)
    over.update(file="")
    return removed
