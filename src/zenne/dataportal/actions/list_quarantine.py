"""Say which rows did not fit, and why."""

from dataclasses import dataclass

from zenne.core.access.public import Asker, needs, records_nothing
from zenne.dataportal.actions.read_quarantine import rows_in
from zenne.dataportal.models import Version
from zenne.dataportal.permissions import MANAGE_DATA


@dataclass(frozen=True, slots=True)
class Misfit:
    """Where a row stood in the file, which column is why, and the reason."""

    line: int | None
    column: str | None
    reason: str | None


@needs(MANAGE_DATA)
@records_nothing(because="it says where to look in the file and why, and nothing of what stands there")
def list_quarantine(*, asker: Asker, version: Version, limit: int, offset: int) -> list[Misfit]:
    """Some of the rows of a version that did not fit. What stands in them is read with ``read_quarantine``.

    Raises:
        NotAnswered: they cannot be read now.
    """
    part = version.manifest.quarantine
    if part is None:
        return []
    found = rows_in(version, part.name, ("line", "column", "reason"), limit=limit, offset=offset)
    return [Misfit(*row) for row in found]
