"""Say that a worker stops."""

from zenne.core.access.public import internal
from zenne.core.tasks.models import Worker


@internal
def sign_off(worker: str) -> None:
    """Forget a worker that has finished what it was doing."""
    Worker.objects.filter(name=worker).delete()
