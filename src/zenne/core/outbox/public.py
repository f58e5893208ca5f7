"""Messages to people and to other programs, for all modules."""

from zenne.core.outbox.actions.claim_messages import claim_messages
from zenne.core.outbox.actions.report_bounce import report_bounce
from zenne.core.outbox.actions.send_email import send_email
from zenne.core.outbox.actions.send_sms import send_sms
from zenne.core.outbox.actions.send_webhook import send_webhook
from zenne.core.outbox.addresses import mail_address
from zenne.core.outbox.carriers.smtp import hand_to_ourselves
from zenne.core.outbox.carriers.webhook import webhook_secret
from zenne.core.outbox.conversation import Conversation, message_id
from zenne.core.outbox.errors import OutboxError, WrongReceiver, WrongTemplate
from zenne.core.outbox.kinds import name_kinds
from zenne.core.outbox.mail_server import mail_server
from zenne.core.outbox.models import Channel, Message, State
from zenne.core.outbox.queries import problems
from zenne.core.outbox.rules.receivers import phone_number
from zenne.core.outbox.writing import name_sender

__all__ = [
    "Channel",
    "Conversation",
    "Message",
    "OutboxError",
    "State",
    "WrongReceiver",
    "WrongTemplate",
    "claim_messages",
    "hand_to_ourselves",
    "mail_address",
    "mail_server",
    "message_id",
    "name_kinds",
    "name_sender",
    "phone_number",
    "problems",
    "report_bounce",
    "send_email",
    "send_sms",
    "send_webhook",
    "webhook_secret",
]
