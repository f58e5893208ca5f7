"""Learn whose an address is."""

from zenne.core.access.public import SYSTEM, internal
from zenne.core.audit.actions.record import record
from zenne.core.audit.addresses import LEARNED, address_keys, addresses_of


@internal
def learn_address(*, person: str, address: str) -> None:
    """Let a person find what was recorded about an address before they proved that it is theirs.

    Args:
        person: their key, ``person:…``.
    """
    known = addresses_of(person)
    for key in address_keys(address):
        if key not in known:
            record(asker=SYSTEM, action=LEARNED, about=person, thing=key)
