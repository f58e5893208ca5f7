"""Say whose messages are that were written before anybody knew."""

from zenne.core.access.public import internal, records_nothing
from zenne.core.audit.public import address_keys
from zenne.core.outbox.models import Channel, Message


@internal
@records_nothing(because="nobody looks at anything: the messages only become part of what a person can copy and erase")
def claim_messages(*, address: str, about: str) -> int:
    """Messages to an address of which somebody just proved that it is theirs; returns how many.

    Args:
        about: the key of that person, ``person:…``.
    """
    nobodys = ["", *address_keys(address)]
    return Message.objects.filter(channel=Channel.EMAIL, about__in=nobodys, receiver__iexact=address).update(
        about=about
    )
