"""A person takes a copy of their own data."""

from collections.abc import Iterator

from zenne.core.access.public import SIGNED_IN, Asker, needs
from zenne.core.rights.actions.export_person import export_everything
from zenne.core.rights.queries import own_key


@needs(SIGNED_IN)
def export_own_data(*, asker: Asker, person: str, language: str) -> Iterator[bytes]:
    """A ZIP with everything about the asker, as ``export_person`` makes it.

    Raises:
        NotOneself: ``person`` is not the asker.
    """
    return export_everything(asker=asker, person=own_key(asker=asker, person=person), language=language)
