"""See which data is kept about a person."""

from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.core.rights.permissions import EXPORT
from zenne.core.rights.queries import Held, held_about


@needs(EXPORT)
@transaction.atomic
def view_person_data(*, asker: Asker, person: str) -> list[Held]:
    """What is kept about a person, model by model, without the data itself. That somebody looked is written down.

    Args:
        person: their key, ``person:…``.

    Raises:
        NoPerson: the key is no person's.
    """
    held = held_about(person)
    record(asker=asker, action="personal-data.view", about=person)
    return held
