"""Who asks with an API key."""

import hmac
from datetime import datetime

from zenne.accounts.askers import roles_of
from zenne.accounts.models import ApiKey, Person
from zenne.accounts.roles import permissions_of
from zenne.accounts.rules.keys import hash_of, public_id_of
from zenne.core.access.public import SIGNED_IN, Asker, AskerKind, Permission, all_permissions, needs


def key_of(text: str, *, now: datetime) -> ApiKey | None:
    """The key that was shown, with its owner; None when it is wrong, its time is over, or it was revoked."""
    public_id = public_id_of(text)
    if not public_id:
        return None
    key = ApiKey.objects.select_related("owner").filter(public_id=public_id, revoked_at=None).first()
    if key is None or not hmac.compare_digest(key.secret_hash, hash_of(text)):
        return None
    return key if key.expires_at > now and key.owner.is_active else None


def asker_of_key(key: ApiKey) -> Asker:
    """A key may do what is in its scopes and what its owner may do at this moment."""
    roles = roles_of(key.owner)
    return Asker(
        kind=AskerKind.KEY,
        key=key.key,
        name=f"{key.name} ({key.owner.shown_name})",
        roles=roles,
        permissions=permissions_of(roles) & frozenset(key.scopes),
    )


def possible_scopes(person: Person) -> list[Permission]:
    """What a key of a person may be given: nothing that opens personal files, and nothing about accounts."""
    held = permissions_of(roles_of(person))
    return [
        permission
        for permission in all_permissions()
        if permission.code in held and not permission.needs_purpose and not permission.code.startswith("accounts.")
    ]


@needs(SIGNED_IN)
def own_keys(*, asker: Asker) -> list[ApiKey]:
    """The asker's own."""
    return list(ApiKey.objects.filter(owner__uuid=asker.key.removeprefix("person:"), revoked_at=None))


def keys_of(person: Person) -> list[ApiKey]:
    """The keys of a person that were not revoked, the newest first."""
    return list(ApiKey.objects.filter(owner=person, revoked_at=None))
