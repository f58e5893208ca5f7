"""Give a person a copy of everything that is kept about them."""

from collections.abc import Iterator

from django.db import transaction

from zenne.core.access.public import Asker, internal, needs
from zenne.core.audit.public import record
from zenne.core.rights.copying import copy_of
from zenne.core.rights.permissions import EXPORT
from zenne.core.rights.queries import check_person


@needs(EXPORT)
def export_person(*, asker: Asker, person: str, language: str) -> Iterator[bytes]:
    """A ZIP with everything about a person, as JSON and as a readable page in ``language``, piece by piece.

    Args:
        person: their key, ``person:…``.
        language: code of a language of the interface.

    Raises:
        NoPerson: the key is no person's.
    """
    return export_everything(asker=asker, person=person, language=language)


@internal
def export_everything(*, asker: Asker, person: str, language: str) -> Iterator[bytes]:
    """Export as ``export_person`` does, once it is written down; whoever calls has checked who asks."""
    check_person(person)
    with transaction.atomic():
        record(asker=asker, action="personal-data.export", about=person)
    return copy_of(person, language=language)
