"""Take a letter that somebody filled in, or told us: it becomes a message, and goes the way of all others."""

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final
from uuid import UUID

from django.conf import settings

from zenne.catalogue.public import PublicService
from zenne.core.access.public import Asker, for_everybody
from zenne.core.outbox.public import WrongReceiver, mail_address
from zenne.mailroom.intake.errors import LetterRefused
from zenne.mailroom.intake.files import SentFile, attach, check_sizes
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.models import Letter

LONGEST_NAME: Final = 100
LONGEST_SUBJECT: Final = 150
LONGEST_TEXT: Final = 20_000


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody filled in.

    ``key`` is that of the form: sent twice, it is one letter. ``email`` may be empty for what came by telephone or on
    paper. ``service`` is a slug, empty for none. ``files`` come with it, as they were sent.
    """

    key: UUID
    name: str
    email: str
    subject: str
    text: str
    service: str = ""
    language: str = ""
    files: tuple[SentFile, ...] = ()


@for_everybody
def take_letter(*, asker: Asker, written: Written, channel: Letter.Channel, now: datetime) -> Letter:
    """Keep it; it is on disk when this returns.

    Raises:
        LetterRefused: ``no-text``, ``no-subject``, ``no-name``, ``wrong-email``, ``own-email``, ``unknown-service``,
            ``too-long``, or what ``check_sizes`` says of its files.
    """
    check(written, channel)
    coming = Coming(channel, written.service, written.language)
    return receive_message(asker=asker, raw=message_of(written), now=now, coming=coming).letter


def check(written: Written, channel: Letter.Channel) -> None:
    lengths = ((written.name, LONGEST_NAME), (written.subject, LONGEST_SUBJECT), (written.text, LONGEST_TEXT))
    if any(len(text) > longest for text, longest in lengths):
        raise LetterRefused("too-long")
    for text, code in ((written.name, "no-name"), (written.subject, "no-subject"), (written.text, "no-text")):
        if not text.strip():
            raise LetterRefused(code)
    if written.email or channel not in {Letter.Channel.PHONE, Letter.Channel.PAPER}:
        check_address(written.email)
    if written.service and not PublicService.objects.filter(slug=written.service, retired_at=None).exists():
        raise LetterRefused("unknown-service")
    check_sizes([len(each.content) for each in written.files])


def check_address(email: str) -> None:
    try:
        address = mail_address(email)
    except WrongReceiver:
        raise LetterRefused("wrong-email") from None
    if address.lower() in {settings.MAIL_SENDER.lower(), settings.MAIL_REPLY_TO.lower()}:
        raise LetterRefused("own-email")


def message_of(written: Written) -> bytes:
    """The message. It says no date: sent once more, its bytes are the same."""
    message = EmailMessage(policy=SMTP.clone(utf8=True))
    name = one_line(written.name)
    message["From"] = Address(name, addr_spec=mail_address(written.email)) if written.email else Address(name)
    message["Subject"] = one_line(written.subject)
    message["Message-ID"] = f"<form.{written.key.hex}@{settings.MAIL_SENDER.rpartition('@')[2]}>"
    message.set_content(written.text.replace("\r\n", "\n").replace("\r", "\n"), cte="base64")
    attach(message, written.files, key=written.key)
    return message.as_bytes()


def one_line(text: str) -> str:
    """A text for a header: on one line, without what is no letter."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())
