"""An e-mail as it travels (RFC 5322)."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Final

from django.conf import settings

from zenne.core.outbox.conversation import Conversation, message_id
from zenne.core.outbox.models import Message

UNBROKEN: Final = frozenset({"message-id", "in-reply-to", "references", "list-unsubscribe"})


class OnTheWire(EmailPolicy):
    """Writes identifiers and addresses as they are, each on a line.

    What is longer than a line would be encoded otherwise, and no mail program would know it again.
    """

    def fold(self, name: str, value: str) -> str:
        """A header as it is sent."""
        if name.lower() not in UNBROKEN:
            return str(super().fold(name, value))
        return f"{name}: {f'{self.linesep} '.join(str(value).split())}{self.linesep}"

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same in bytes."""
        return super().fold_binary(name, value) if name.lower() not in UNBROKEN else self.fold(name, value).encode()


ON_THE_WIRE: Final = OnTheWire(linesep="\r\n", cte_type="7bit")
"""Seven bits only, so that no server on the way writes it in another form, which would break its signature."""


def mail_of(message: Message) -> EmailMessage:
    """The e-mail of a message."""
    mail = EmailMessage(policy=ON_THE_WIRE)
    sender = settings.MAIL_SENDER
    mail["From"] = Address(settings.MAIL_SENDER_NAME, addr_spec=sender)
    mail["To"] = Address(addr_spec=message.receiver)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{message_id(message)}>"
    conversation = Conversation(**message.conversation)
    if conversation.answers:
        mail["In-Reply-To"] = f"<{conversation.answers[-1]}>"
        mail["References"] = " ".join(f"<{each}>" for each in conversation.answers)
    if not conversation.by_person:  # RFC 3834: machines do not answer it
        mail["Auto-Submitted"] = "auto-replied" if conversation.answers else "auto-generated"
    if conversation.unsubscribe:
        mail["List-Unsubscribe"] = f"<{conversation.unsubscribe}>"
    if reply_to := conversation.reply_to or settings.MAIL_REPLY_TO:
        mail["Reply-To"] = Address(addr_spec=reply_to)
    mail["Content-Language"] = message.language
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail
