"""Revoke an API key."""

from datetime import datetime

from django.db import transaction

from zenne.accounts.models import ApiKey
from zenne.accounts.permissions import REVOKE_KEY
from zenne.core.access.public import SIGNED_IN, Asker, needs
from zenne.core.audit.public import record


@transaction.atomic
@needs(SIGNED_IN)
def revoke_key(*, asker: Asker, public_id: str, now: datetime) -> bool:
    """Revoke one's own key, or anybody's with the permission for it. Returns whether there was one to revoke.

    Raises:
        NotAllowed: it is somebody else's key.
    """
    key = ApiKey.objects.select_related("owner").filter(public_id=public_id, revoked_at=None).first()
    if key is None:
        return False
    if key.owner.key != asker.key:
        asker.require(REVOKE_KEY)
    ApiKey.objects.filter(pk=key.pk).update(revoked_at=now, revoked_by=asker.key)
    record(asker=asker, action="accounts.revoke-key", about=key.owner.key, thing=key.key)
    return True
