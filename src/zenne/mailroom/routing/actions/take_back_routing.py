"""Go back to the model that was in use before."""

from django.db import transaction

from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.mailroom.routing.files import use, used_versions


@internal
def take_back_routing(*, asker: Asker) -> str | None:
    """Returns the version that is in use again; nothing when there is none before it.

    Raises:
        BrokenModel: the file that names the versions was damaged.
    """
    versions = used_versions()
    if len(versions) < 2:
        return None
    use(versions[:-1])
    with transaction.atomic():
        record(asker=asker, action="letters.take-back-routing", thing="routing", details={"version": versions[-2]})
    return versions[-2]
