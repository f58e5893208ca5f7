"""Say that content changed."""

import uuid

from zenne.core.access.public import internal, records_nothing
from zenne.core.content.models import ContentVersion


@internal
@records_nothing(because="the action that changes something records it")
def announce_change() -> str:
    """Begin a new content version and return its token.

    Call it in the transaction of the edit: whatever was kept under the old version is not shown again.
    """
    version, _ = ContentVersion.objects.update_or_create(pk=1, defaults={"token": uuid.uuid4().hex})
    return version.token
