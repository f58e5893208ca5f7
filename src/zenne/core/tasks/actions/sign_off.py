"""Say that a worker stops."""

from zenne.core.access.public import internal, records_nothing
from zenne.core.tasks.models import Worker


@internal
@records_nothing(because="what happens in the background is no doing of a person; the work that it does records")
def sign_off(worker: str) -> None:
    """Forget a worker that has finished what it was doing."""
    Worker.objects.filter(name=worker).delete()
