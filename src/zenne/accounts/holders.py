"""Who can be given something: people, and API keys, which act for their owner."""

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from zenne.accounts.models import ApiKey, Person
from zenne.accounts.rules.keys import ID_LENGTH, PREFIX
from zenne.core.audit.public import address_key

PUBLIC_ID: Final = re.compile(rf"(?:key:|{PREFIX})?([A-Za-z0-9]{{{ID_LENGTH}}})[A-Za-z0-9]*(?:…|\.\.\.)?", re.ASCII)
"""As ``/my/keys/`` shows it. Somebody may paste the whole key: only its public part is looked at."""
PERSON: Final = "person:"


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody or something that can have rights.

    Attributes:
        key: of the asker that they are: ``person:…``, ``key:…``.
        person: the key of the person, or of the owner of the API key.
        name: for people who work at the city.
    """

    key: str
    person: str
    name: str


def holder_of(words: str) -> Holder | None:
    """The person with an e-mail address, or the API key that still works with a public name. Any text may be asked."""
    words = words.strip()
    if "\0" in words:
        return None
    if "@" in words:
        person = Person.objects.filter(email__iexact=words, is_active=True).first()
        return person_as_holder(person) if person else None
    named = PUBLIC_ID.fullmatch(words)
    key = ApiKey.objects.select_related("owner").filter(public_id=named[1], revoked_at=None).first() if named else None
    return key_as_holder(key) if key else None


def holders_with(keys: Iterable[str]) -> dict[str, Holder]:
    """The holders with these keys, by key; those that are gone are left out. Two queries."""
    wanted = list(keys)
    uuids: list[UUID] = []
    for key in wanted:
        with contextlib.suppress(ValueError):
            uuids += [UUID(key.removeprefix(PERSON))] if key.startswith(PERSON) else []
    public_ids = [key.removeprefix("key:") for key in wanted if key.startswith("key:")]
    people = [person_as_holder(each) for each in Person.objects.filter(uuid__in=uuids)]
    programs = ApiKey.objects.select_related("owner").filter(public_id__in=public_ids)
    return {each.key: each for each in [*people, *map(key_as_holder, programs)]}


def keys_of(person: str) -> list[str]:
    """How the API keys of a person are named in records, also those that are revoked; ``person`` is ``person:…``."""
    try:
        uuid = UUID(person.removeprefix(PERSON))
    except ValueError:
        return []
    return [each.key for each in ApiKey.objects.filter(owner__uuid=uuid)]


def key_of_address(address: str) -> str:
    """The key of whoever proved that an e-mail address is theirs; empty for nobody."""
    if "@" not in address or "\0" in address:
        return ""
    same = Exact(Lower("email"), Lower(Value(address.strip())))
    person = Person.objects.filter(same).only("uuid").first()
    return person.key if person else ""


def subject_of_address(address: str) -> str:
    """Whose data it is: the key of whoever proved the address, or of the address itself while nobody did."""
    return key_of_address(address) or address_key(address)


def address_of(person: str) -> str:
    """The e-mail address that the person with a key proved to be theirs; empty when they never did."""
    try:
        uuid = UUID(person.removeprefix(PERSON))
    except ValueError:
        return ""
    return Person.objects.filter(uuid=uuid).values_list("email", flat=True).first() or ""


def person_as_holder(person: Person) -> Holder:
    more = f" ({person.email})" if person.email and person.name else ""
    return Holder(person.key, person.key, f"{person.shown_name}{more}")


def key_as_holder(key: ApiKey) -> Holder:
    return Holder(key.key, key.owner.key, f"{key.name} (zenne_{key.public_id}…, {key.owner.shown_name})")
