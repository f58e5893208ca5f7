"""A mail server and a web server that misbehave on purpose, real ones on this machine."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any, cast

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class MailHost:
    """What a mail server does: where it hangs up, what it answers, what it has taken."""

    drop_at: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    taken: list[EmailMessage] = field(default_factory=list)
    contents: list[bytes] = field(default_factory=list)
    receivers: list[str] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - as aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 yes"

    async def handle_MAIL(  # noqa: N802 - as aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 yes"

    async def handle_EHLO(  # noqa: N802 - as aiosmtpd calls it
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        offered = {"STARTTLS": "250-STARTTLS", "AUTH": "250-AUTH PLAIN LOGIN"}
        return [*responses[:-1], *([offered[self.drop_at]] if self.drop_at in offered else []), responses[-1]]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if "DATA" in self.answers:
            return self.answers["DATA"]
        content = cast("bytes", envelope.content)
        self.contents.append(content)
        self.taken.append(message_from_bytes(content, policy=default))
        self.receivers += envelope.rcpt_tos
        if self.drop_at == "END":
            hang_up(server)
        return "250 taken"


class DroppingServer(SMTP):
    """Hangs up in the middle of a conversation."""

    host: MailHost

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        if self.event_handler.drop_at == "GREETING":
            transport.abort()

    async def smtp_EHLO(self, arg: str) -> None:  # noqa: N802
        await self.unless_dropped("EHLO", super().smtp_EHLO(arg))

    async def smtp_STARTTLS(self, arg: str) -> None:  # noqa: N802
        await self.unless_dropped("STARTTLS", super().smtp_STARTTLS(arg))

    async def smtp_AUTH(self, arg: str) -> None:  # noqa: N802
        await self.unless_dropped("AUTH", super().smtp_AUTH(arg))

    async def smtp_QUIT(self, arg: str) -> None:  # noqa: N802
        await self.unless_dropped("QUIT", super().smtp_QUIT(arg))

    async def smtp_MAIL(self, arg: str) -> None:  # noqa: N802
        await self.unless_dropped("MAIL", super().smtp_MAIL(arg))

    async def smtp_RCPT(self, arg: str) -> None:  # noqa: N802
        await self.unless_dropped("RCPT", super().smtp_RCPT(arg))

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802
        if self.event_handler.drop_at == "BODY":
            await self.push("354 go on")
            await self._reader.read(100)
            hang_up(self)
            return
        await self.unless_dropped("DATA", super().smtp_DATA(arg))

    async def unless_dropped(self, stage: str, answer: Any) -> None:
        if self.event_handler.drop_at == stage:
            answer.close()
            hang_up(self)
            return
        await answer


def hang_up(server: SMTP) -> None:
    assert server.transport is not None
    server.transport.abort()  # type: ignore[attr-defined]


class MailController(Controller):
    def factory(self) -> SMTP:
        return DroppingServer(self.handler, hostname="mail.test", enable_SMTPUTF8=False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def mail_host(**what: Any) -> Iterator[tuple[MailHost, str]]:
    """A mail server, and its address for the settings."""
    host = MailHost(**what)
    port = free_port()
    controller = MailController(host, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield host, f"smtp://127.0.0.1:{port}?tls=none"
    finally:
        controller.stop(no_assert=True)


@dataclass
class WebHost:
    """What a web server answers, and what it was asked."""

    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b"{}"
    hangs_up: bool = False
    asked: list[tuple[str, dict[str, str], Any]] = field(default_factory=list)


@contextlib.contextmanager
def web_host(**what: Any) -> Iterator[tuple[WebHost, str]]:
    """A web server, and its address."""
    host = WebHost(**what)

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            host.asked.append((self.path, dict(self.headers.items()), json.loads(body)))
            if host.hangs_up:
                self.close_connection = True
                return
            self.send_response(host.status)
            for name, value in host.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(host.body)))
            self.end_headers()
            self.wfile.write(host.body)

        def log_message(self, *args: Any) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield host, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
