"""An e-mail as it travels (RFC 5322)."""

from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from django.conf import settings

from zenne.core.outbox.models import Message


def mail_of(message: Message) -> EmailMessage:
    """The e-mail of a message. Its Message-ID comes from the message, so that a second one can be recognised."""
    mail = EmailMessage(policy=SMTP)
    sender = settings.MAIL_SENDER
    mail["From"] = Address(settings.MAIL_SENDER_NAME, addr_spec=sender)
    mail["To"] = Address(addr_spec=message.receiver)
    mail["Subject"] = message.subject
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{message.pk}@{sender.rpartition('@')[2]}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: machines do not answer it
    if settings.MAIL_REPLY_TO:
        mail["Reply-To"] = Address(addr_spec=settings.MAIL_REPLY_TO)
    mail["Content-Language"] = message.language
    mail.set_content(message.text)
    mail.add_alternative(message.html, subtype="html")
    return mail
