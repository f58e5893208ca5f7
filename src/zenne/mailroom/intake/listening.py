"""A mail server of our own on loopback (SMTP, or LMTP of RFC 2033), to which the city's mail server hands letters."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Final

import structlog
from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from asgiref.sync import sync_to_async
from django.db import connection
from django.utils import timezone

from zenne.core.access.public import SYSTEM
from zenne.mailroom.letters.actions.receive_message import receive_message

LARGEST_BYTES: Final = 60 * 1024 * 1024
AT_ONCE: Final = 4
KEPT: Final = "250 2.0.0 Kept"
LATER: Final = "451 4.3.0 Not kept, come again"
log = structlog.get_logger("zenne.mailroom")


class Intake:
    """Answers the end of a message only when it is on disk; otherwise the other server keeps it and comes again."""

    def __init__(self, clock: Callable[[], datetime] = timezone.now) -> None:
        self.turns, self.clock = asyncio.Semaphore(AT_ONCE), clock

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        """Keep a message. LMTP has an answer for each receiver."""
        answer = KEPT
        async with self.turns:
            try:
                await sync_to_async(keep, thread_sensitive=False)(envelope, self.clock())
            except Exception as error:  # whatever went wrong, the other server must not forget it
                log.warning("a message was not kept", problem=type(error).__name__)
                answer = LATER
        return "\r\n".join([answer] * len(envelope.rcpt_tos)) if isinstance(server, LMTP) else answer


def keep(envelope: Envelope, now: datetime) -> None:
    """Keep what was handed over, with what the envelope says on top as mail servers write it (RFC 5321, 4.4)."""
    said = [f"Return-Path: <{envelope.mail_from or ''}>", *(f"Delivered-To: {each}" for each in envelope.rcpt_tos)]
    top = "".join(f"{' '.join(line.split())}\r\n" for line in said).encode("utf-8", "replace")
    try:
        receive_message(asker=SYSTEM, raw=top + (envelope.original_content or b""), now=now)
    finally:
        connection.close()  # the thread is lent, and nobody else would close it


def speaker(
    *, speaks_lmtp: bool, loop: asyncio.AbstractEventLoop, clock: Callable[[], datetime] = timezone.now
) -> SMTP:
    """What talks with one mail server. ``clock`` says when what comes has come."""
    kind = LMTP if speaks_lmtp else SMTP
    return kind(Intake(clock), data_size_limit=LARGEST_BYTES, enable_SMTPUTF8=True, ident="Zenne", loop=loop)
