"""How messages travel: one file for each way. A carrier raises why it could not deliver, or returns."""

from django.conf import settings

from zenne.core.outbox.carriers.folder import put_into_folder
from zenne.core.outbox.carriers.sms import send_to_gateway
from zenne.core.outbox.carriers.smtp import send_over_smtp
from zenne.core.outbox.carriers.webhook import call_webhook
from zenne.core.outbox.mail_server import mail_server
from zenne.core.outbox.models import Channel, Message
from zenne.core.outbox.outcomes import HandOver


def carry(message: Message, hand_over: HandOver) -> None:
    """Deliver a message. Without a mail server or a gateway it is put into a folder, where people can read it.

    Raises:
        NotDelivered: it was not delivered, or nobody knows.
        TakenOver: another worker decided about it; nothing was sent.
    """
    server = mail_server(settings.MAIL_URL)
    if message.channel == Channel.EMAIL and server is not None:
        send_over_smtp(message, hand_over, server=server)
    elif message.channel == Channel.SMS and settings.SMS_URL:
        send_to_gateway(message, hand_over)
    elif message.channel == Channel.WEBHOOK:
        call_webhook(message, hand_over)
    else:
        put_into_folder(message, hand_over)
