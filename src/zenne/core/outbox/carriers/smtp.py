"""E-mail over SMTP (RFC 5321), one step at a time, so that it is known how far it came."""

import contextlib
import re
import select
import smtplib
import socket
import ssl
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Final

from django.conf import settings

from zenne.core.outbox.carriers.mail import mail_of
from zenne.core.outbox.dkim import WrongKey, signer
from zenne.core.outbox.errors import OutboxError
from zenne.core.outbox.mail_server import MailServer
from zenne.core.outbox.models import Message
from zenne.core.outbox.outcomes import HandOver, Refused, TryLater, Uncertain

SECONDS_OF_PATIENCE: Final = 30
END: Final = b".\r\n"
BROKEN: Final = (OSError, smtplib.SMTPServerDisconnected, smtplib.SMTPResponseException, EOFError)


def send_over_smtp(message: Message, hand_over: HandOver, *, server: MailServer) -> None:
    """Hand one e-mail to the server.

    Raises:
        TryLater: the server does not answer, has no time, or refuses us rather than this message; or the key that
            signs cannot be used.
        Refused: it refuses the address or the content.
        Uncertain: the connection broke off after the end of the content and before the answer to it.
    """
    mail = mail_of(message)
    content = signed_content(mail, message)
    with connected(server) as connection:
        expect(connection.mail(str(mail["From"].addresses[0].addr_spec)), 250, refused="sender-refused", is_ours=True)
        expect(connection.rcpt(message.receiver), 250, 251, refused="address-refused")
        expect(connection.docmd("DATA"), 354, refused="content-refused")
        with broken_is_later("broke-off"):
            connection.send(dotted(content))
            require_open(connection)
        hand_over()
        try:
            connection.send(END)
            answer = connection.getreply()
        except BROKEN as error:
            raise Uncertain("no-answer-at-the-end", type(error).__name__) from error
        expect(answer, 250, refused="content-refused")


def hand_to_ourselves(raw: bytes, *, receiver: str, port: int) -> None:
    """Let an invented writer of a demonstration hand a message to our own mail server on this machine, and to no other.

    Raises:
        OutboxError: this installation is no demonstration; everything else leaves through the outbox.
        smtplib.SMTPException: it was not taken.
    """
    if not settings.DEMO:
        raise OutboxError("Only the writers of a demonstration hand over messages past the outbox.")
    with smtplib.SMTP("127.0.0.1", port, timeout=SECONDS_OF_PATIENCE) as connection:
        connection.sendmail("", [receiver], raw)


def signed_content(mail: EmailMessage, message: Message) -> bytes:
    """The e-mail on the wire, signed where a key is set; without it nothing leaves that should be signed."""
    try:
        found = signer()
    except WrongKey as wrong:
        raise TryLater(wrong.code) from wrong
    return found.sign(mail.as_bytes(), at=message.created_at) if found else mail.as_bytes()


@contextlib.contextmanager
def connected(server: MailServer) -> Iterator[smtplib.SMTP]:
    """A connection on which we may send. How it is closed does not matter any more."""
    with broken_is_later("no-mail-server"):
        connection = connect(server)
    try:
        with broken_is_later("broke-off"):
            yield connection
    finally:
        if connection.sock is not None:
            connection.sock.settimeout(1)
            with contextlib.suppress(*BROKEN):
                connection.quit()
        connection.close()


def connect(server: MailServer) -> smtplib.SMTP:
    """Greet the server, encrypted and signed in where the settings say so."""
    context = ssl.create_default_context()
    if server.encryption == "tls":
        connection: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=SECONDS_OF_PATIENCE, context=context
        )
    else:
        connection = smtplib.SMTP(server.host, server.port, timeout=SECONDS_OF_PATIENCE)
    try:
        connection.ehlo_or_helo_if_needed()
        if server.encryption == "starttls":
            connection.starttls(context=context)
            connection.ehlo()
        if server.user:
            connection.login(server.user, server.password)
    except (smtplib.SMTPException, OSError):
        connection.close()
        raise
    return connection


@contextlib.contextmanager
def broken_is_later(problem: str) -> Iterator[None]:
    """Whatever goes wrong with the connection before the end of the content: nothing was delivered."""
    try:
        yield
    except smtplib.SMTPResponseException as error:
        raise TryLater(problem, f"{error.smtp_code} {said(error.smtp_error)}") from error
    except (OSError, smtplib.SMTPException, EOFError) as error:
        raise TryLater(problem, type(error).__name__) from error


def expect(answer: tuple[int, bytes], *good: int, refused: str, is_ours: bool = False) -> None:
    """Go on when the answer is good.

    ``is_ours``: a refusal is about us, not about this message, and somebody can put it right.
    """
    code, words = answer
    if code in good:
        return
    if code == -1:
        raise TryLater("broke-off")
    if code < 500 or is_ours:
        raise TryLater(refused if is_ours else "not-now", f"{code} {said(words)}")
    raise Refused(refused, f"{code} {said(words)}")


def said(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


def dotted(content: bytes) -> bytes:
    """The content with a second dot where a line begins with one (RFC 5321, 4.5.2), ending with the end of a line."""
    doubled = re.sub(rb"(?m)^\.", b"..", content)
    return doubled if doubled.endswith(b"\r\n") else doubled + b"\r\n"


def require_open(connection: smtplib.SMTP) -> None:
    """Raise when the server has closed the connection already: then it cannot have taken the message."""
    connected_socket = connection.sock
    if not isinstance(connected_socket, ssl.SSLSocket) and connected_socket is not None:
        readable, _, _ = select.select([connected_socket], [], [], 0)
        if readable and not connected_socket.recv(1, socket.MSG_PEEK):
            raise smtplib.SMTPServerDisconnected("closed")
