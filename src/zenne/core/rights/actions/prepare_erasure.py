"""See what an erasure would do."""

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.rights.permissions import ERASE
from zenne.core.rights.queries import Held, held_about


@needs(ERASE)
@transaction.atomic
def prepare_erasure(*, asker: Asker, person: str) -> list[Held]:
    """What would be erased of a person and what the law would keep. That somebody looked is written down.

    Args:
        person: their key, ``person:…``.

    Raises:
        NoPerson: the key is no person's.
    """
    held = held_about(person)
    record(asker=asker, action="personal-data.view", about=person)
    return held
