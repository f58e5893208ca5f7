"""Where Django's own way of sending mail leads: nowhere. Whatever leaves the city is written in the outbox."""

from typing import Any, NoReturn

from django.core.mail.backends.base import BaseEmailBackend

from zenne.core.outbox.errors import OutboxError


class NoMailPastTheOutbox(BaseEmailBackend):
    """Refuses every message of a package that would send mail by itself, with the fact that it was about."""

    def send_messages(self, email_messages: Any) -> NoReturn:
        raise OutboxError("mail is written with send_email, and leaves through the outbox")
