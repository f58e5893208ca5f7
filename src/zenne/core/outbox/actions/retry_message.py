"""Send a message again."""

from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.core.outbox.actions.write_message import enqueue_delivery
from zenne.core.outbox.addresses import mail_address
from zenne.core.outbox.errors import WrongReceiver
from zenne.core.outbox.models import PROBLEMS, Channel, Message
from zenne.core.outbox.permissions import READ_MESSAGES, RETRY_MESSAGES
from zenne.core.outbox.rules.receivers import phone_number


@needs(RETRY_MESSAGES)
@asks_no_purpose(because="nothing of the message is shown; whoever corrects an address needs a purpose")
@transaction.atomic
def retry_message(*, asker: Asker, message: UUID, receiver: str = "") -> bool:
    """Send a message with a problem again with all its attempts, to a corrected address where one is given.

    Whoever corrects an address must be allowed to read it. Where delivery was uncertain, the asker takes it upon them
    that it may come twice. Returns whether the message had a problem still.

    Raises:
        NotAllowed, PurposeNeeded: an address is given by somebody who may not read messages, or has not said what for.
        WrongReceiver: the corrected address has not the form of one; nothing is changed.
    """
    if receiver:
        asker.require(READ_MESSAGES)
    row = Message.objects.select_for_update().filter(pk=message, state__in=PROBLEMS).first()
    if row is None:
        return False
    is_corrected = bool(receiver) and receiver != row.receiver
    if is_corrected:
        row.receiver = corrected(receiver, channel=row.channel)
        row.save(update_fields=["receiver"])
    record(
        asker=asker,
        action="messages.retry",
        about=row.about,
        thing=f"message:{row.pk}",
        details={"state": row.state, "corrected": is_corrected},
    )
    enqueue_delivery(row)
    return True


def corrected(receiver: str, *, channel: str) -> str:
    if channel == Channel.EMAIL:
        return mail_address(receiver)
    if channel == Channel.SMS:
        try:
            return phone_number(receiver)
        except ValueError as error:
            raise WrongReceiver(str(error)) from None
    raise WrongReceiver("the address of a program is corrected by who gave it")
