"""Make an API key."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction

from zenne.accounts.keys import keys_of, possible_scopes
from zenne.accounts.models import ApiKey as Key
from zenne.accounts.models import Person
from zenne.accounts.rules.keys import LONGEST_DAYS, new_key
from zenne.core.access.public import SIGNED_IN, Asker, needs
from zenne.core.audit.public import record

MOST_KEYS = 20


class WrongKey(ValueError):
    """A key that cannot be made: too many, too long, or with a scope that its owner cannot give."""

    code = "wrong-key"


@dataclass(frozen=True, slots=True)
class WantedKey:
    """A key to make: its name, the codes of the permissions in it, and for how many days it is valid."""

    name: str
    scopes: tuple[str, ...]
    days: int


@transaction.atomic
@needs(SIGNED_IN)
def create_key(*, asker: Asker, owner: Person, wanted: WantedKey, now: datetime) -> tuple[Key, str]:
    """Make a key of the person who asks. The text is returned this once and kept nowhere.

    Raises:
        WrongKey: the owner has twenty keys, may not give a scope, or wants it for more than a year.
    """
    scopes = sorted(set(wanted.scopes))
    possible = {permission.code for permission in possible_scopes(owner)} & asker.permissions
    if owner.key != asker.key or not set(scopes) <= possible or not 1 <= wanted.days <= LONGEST_DAYS:
        raise WrongKey
    if len(keys_of(owner)) >= MOST_KEYS:
        raise WrongKey
    made = new_key()
    key = Key.objects.create(
        owner=owner,
        name=wanted.name,
        public_id=made.public_id,
        secret_hash=made.secret_hash,
        scopes=scopes,
        created_at=now,
        expires_at=now + timedelta(days=wanted.days),
    )
    record(asker=asker, action="accounts.create-key", about=owner.key, thing=key.key, details={"scopes": scopes})
    return key, made.text
