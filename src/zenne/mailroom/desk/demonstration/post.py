"""The mail server of a demonstration: our own on loopback, to which letters are handed over by SMTP at any time."""

import asyncio
import contextlib
from collections.abc import Iterator
from datetime import datetime
from email.message import EmailMessage
from threading import Event, Thread
from typing import Final

from django.utils import timezone

from zenne.core.outbox.public import hand_to_ourselves
from zenne.mailroom.desk.demonstration.messages import CITY
from zenne.mailroom.intake.listening import speaker

HOST: Final = "127.0.0.1"


class Post:
    """Hands over one message after the other; each has come when ``hand_over`` returns."""

    def __init__(self) -> None:
        self.now, self.port = timezone.now(), 0
        self.is_listening = Event()
        self.loop = asyncio.new_event_loop()

    def hand_over(self, message: EmailMessage | bytes, *, at: datetime) -> None:
        """Raises smtplib.SMTPException when it was not kept."""
        self.now = at
        raw = message if isinstance(message, bytes) else message.as_bytes()
        hand_to_ourselves(raw, receiver=CITY, port=self.port)

    def listen(self) -> None:
        asyncio.set_event_loop(self.loop)
        start = self.loop.create_server(
            lambda: speaker(speaks_lmtp=False, loop=self.loop, clock=lambda: self.now), HOST, 0
        )
        server = self.loop.run_until_complete(start)
        self.port = server.sockets[0].getsockname()[1]
        self.is_listening.set()
        self.loop.run_forever()
        server.close()
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()


@contextlib.contextmanager
def open_post() -> Iterator[Post]:
    """A mail server that listens until the end of the block."""
    post = Post()
    thread = Thread(target=post.listen)
    thread.start()
    post.is_listening.wait()
    try:
        yield post
    finally:
        post.loop.call_soon_threadsafe(post.loop.stop)
        thread.join()
