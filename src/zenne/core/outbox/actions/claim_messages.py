"""Say whose messages are that were written before anybody knew."""

from zenne.core.access.public import internal, records_nothing
from zenne.core.outbox.models import Channel, Message


@internal
@records_nothing(because="nobody looks at anything: the messages only become part of what a person can copy and erase")
def claim_messages(*, address: str, about: str, kind: str) -> int:
    """Messages of one kind to an address of which somebody just proved that it is theirs; returns how many.

    Args:
        about: the key of that person, ``person:…``.
        kind: the template of the messages.
    """
    nobodys = Message.objects.filter(channel=Channel.EMAIL, kind=kind, about="", receiver__iexact=address)
    return nobodys.update(about=about)
