"""How a letter leads to the account of whoever wrote it."""

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from django.utils.crypto import salted_hmac

from zenne.accounts.public import Person
from zenne.core.personal_data.public import PERSON

SENDER: Final = "zenne.mailroom.sender"


def sender_key(address: str) -> str:
    """What stands for an address where only sameness matters; empty for none."""
    return salted_hmac(SENDER, address.casefold(), algorithm="sha256").hexdigest() if address else ""


def sender_keys_of(person: str) -> Iterable[str]:
    """The keys of the addresses that a person proved to read; ``person`` is ``person:…``."""
    try:
        found = Person.objects.filter(uuid=UUID(person.removeprefix(PERSON)), email__isnull=False)
    except ValueError:
        return []
    return [sender_key(each.email) for each in found if each.email]
