"""Give somebody the appointments and wishes that they asked for by an address before they signed in."""

from uuid import UUID

from zenne.accounts.public import AddressProved
from zenne.core.access.public import internal, records_nothing
from zenne.counters.appointments.models import Booking, Wish
from zenne.counters.appointments.whose import with_their_address


@internal
@records_nothing(because="nobody looks at anything: they only become part of what a person can see, copy and erase")
def claim_by_address(proved: AddressProved) -> None:
    """Whoever reads the mail of an address can do all of this with the links in it already."""
    uuid = UUID(proved.person.removeprefix("person:"))
    for model in (Booking, Wish):
        model._base_manager.filter(with_their_address(proved.person)).update(person=uuid)  # noqa: SLF001
