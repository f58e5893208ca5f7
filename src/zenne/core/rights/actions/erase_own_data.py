"""A person erases their own data."""

from zenne.core.access.public import SIGNED_IN, Asker, needs
from zenne.core.rights.actions.erase_person import Erased, erase_everything
from zenne.core.rights.queries import own_key


@needs(SIGNED_IN)
def erase_own_data(*, asker: Asker, person: str) -> list[Erased]:
    """Erase everything about the asker that no law keeps. Returns and raises as ``erase_person`` does.

    Raises:
        NotOneself: ``person`` is not the asker.
    """
    return erase_everything(asker=asker, person=own_key(asker=asker, person=person))
