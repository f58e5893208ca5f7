"""A mailbox over IMAP (RFC 3501), in the few steps that intake needs.

Nothing is remembered here of what was taken in: the server marks it. So a server that numbers its messages anew, a
mailbox that comes back from a backup and a week without us change nothing; what is given twice is kept once.
"""

import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from typing import Any, Final

from zenne.mailroom.intake.errors import MailboxFailed
from zenne.mailroom.intake.oauth import access_token, xoauth2

SECONDS_OF_PATIENCE: Final = 60
TAKEN_IN: Final = "$ZenneTakenIn"
WAITING: Final = b"ZENNE"
"""The tag of the command to wait: that of no other, since imaplib counts its own."""
MOST_AT_ONCE: Final = 50
"""Messages that are fetched, kept and marked together."""
LARGEST_BYTES_AT_ONCE: Final = 4 * 1024 * 1024
NUMBER: Final = re.compile(rb"\bUID (\d+)")
SIZE: Final = re.compile(rb"\bRFC822\.SIZE (\d+)")
OWN_MARKS: Final = b"\\*"
BROKEN: Final = (OSError, EOFError, imaplib.IMAP4.error)


class OpenMailbox:
    """A folder that is open.

    ``mark``: the keyword of what was taken in; ``\\Seen`` where the server lets us make none.
    """

    def __init__(self, connection: imaplib.IMAP4, *, mark: str, move_to: str) -> None:
        self.connection, self.mark, self.move_to = connection, mark, move_to
        # Servers say only to those whom they know what they can do.
        self.abilities = b" ".join(each or b"" for each in connection.capability()[1]).split()

    def waiting(self) -> list[bytes]:
        """The numbers of the messages that were not taken in yet, the oldest first."""
        criterion = ("UNSEEN",) if self.mark == r"\Seen" else ("UNKEYWORD", self.mark)
        return b" ".join(each for each in self.said("SEARCH", *criterion) if each).split()

    def portions(self, numbers: list[bytes]) -> Iterator[list[bytes]]:
        """Messages that are small enough together to be held in memory; a large one is alone."""
        for begin in range(0, len(numbers), MOST_AT_ONCE):
            together = numbers[begin : begin + MOST_AT_ONCE]
            sizes = dict(map(size_in, self.said("FETCH", several(together), "(RFC822.SIZE)")))
            portion: list[bytes] = []
            total_bytes = 0
            for number in together:
                size_bytes = sizes.get(number, 0)
                if portion and total_bytes + size_bytes > LARGEST_BYTES_AT_ONCE:
                    yield portion
                    portion, total_bytes = [], 0
                portion.append(number)
                total_bytes += size_bytes
            yield portion

    def messages(self, numbers: list[bytes]) -> dict[bytes, bytes]:
        """The bytes of messages, unmarked, in the order of the numbers; those that are gone are missing."""
        parts = self.said("FETCH", several(numbers), "(BODY.PEEK[])")
        found: dict[bytes, bytes] = {}
        for part, after in zip(parts, [*parts[1:], b""], strict=True):
            if not isinstance(part, tuple):
                continue
            # Servers may say the number before the message or after it (RFC 3501, 7.4.2).
            number = NUMBER.search(part[0]) or (NUMBER.search(after) if isinstance(after, bytes) else None)
            if number:
                found[number.group(1)] = part[1]
        return {number: found[number] for number in numbers if number in found}

    def tell_taken_in(self, numbers: list[bytes]) -> None:
        """Let the server know that we have these."""
        those = several(numbers)
        self.said("STORE", those, "+FLAGS.SILENT", f"({' '.join({self.mark, chr(92) + 'Seen'})})")
        if not self.move_to:
            return
        if b"MOVE" in self.abilities:
            self.said("MOVE", those, f'"{self.move_to}"')
            return
        self.said("COPY", those, f'"{self.move_to}"')
        self.said("STORE", those, "+FLAGS.SILENT", r"(\Deleted)")
        if b"UIDPLUS" in self.abilities:
            self.said("EXPUNGE", those)

    @property
    def tells_what_comes(self) -> bool:
        """Whether the server says by itself that a message came."""
        return b"IDLE" in self.abilities

    def wait(self, *, seconds: float) -> bool:
        """Wait until something comes (RFC 2177). False when the server said nothing for so long: open it anew then."""
        socket = self.connection.socket()
        self.connection.send(WAITING + b" IDLE\r\n")
        socket.settimeout(seconds)
        try:
            self.line(b"* ", ending=b"EXISTS")
        except TimeoutError:
            return False
        socket.settimeout(SECONDS_OF_PATIENCE)
        self.connection.send(b"DONE\r\n")
        self.line(WAITING)
        return True

    def line(self, beginning: bytes, *, ending: bytes = b"") -> None:
        """Read up to a line of this form.

        Raises:
            EOFError: the server hung up, or lets nobody wait.
        """
        while not ((line := self.connection.readline()).startswith(beginning) and line.rstrip().endswith(ending)):
            if not line or line.startswith((WAITING + b" NO", WAITING + b" BAD")):
                raise EOFError

    def said(self, command: str, *arguments: str) -> list[Any]:
        kind, answer = self.connection.uid(command, *arguments)
        if kind != "OK":
            raise MailboxFailed("refused-command")
        return answer


def several(numbers: list[bytes]) -> str:
    return b",".join(numbers).decode()


def size_in(said: Any) -> tuple[bytes, int]:
    """The number and the size of a message, as a server says them in any order; nothing where it says neither."""
    line = said if isinstance(said, bytes) else b""
    number, size = NUMBER.search(line), SIZE.search(line)
    return (number.group(1), int(size.group(1))) if number and size else (b"", 0)


@contextlib.contextmanager
def opened(mailbox: dict[str, Any]) -> Iterator[OpenMailbox]:
    """The folder of a mailbox of the settings.

    Raises:
        MailboxFailed: no connection, no entry, no such folder, or it broke off meanwhile.
    """
    connection = None
    try:
        connection = greeted(mailbox)
        enter(connection, mailbox)
        kind, _ = connection.select(f'"{mailbox["folder"]}"')
        if kind != "OK":
            raise MailboxFailed("no-such-folder")
        permitted = b" ".join(each or b"" for each in connection.response("PERMANENTFLAGS")[1])
        mark = TAKEN_IN if OWN_MARKS in permitted or re.escape(TAKEN_IN).encode() in permitted else r"\Seen"
        yield OpenMailbox(connection, mark=mark, move_to=mailbox["move_to"])
    except BROKEN as error:
        raise MailboxFailed("broke-off") from error
    finally:
        if connection is not None:
            with contextlib.suppress(*BROKEN):
                connection.logout()
            with contextlib.suppress(*BROKEN):
                connection.shutdown()  # where nobody answered the goodbye


def greeted(mailbox: dict[str, Any]) -> imaplib.IMAP4:
    """A connection, encrypted as the settings say."""
    context = ssl.create_default_context() if mailbox["encryption"] in {"tls", "starttls"} else None
    if mailbox["encryption"] == "tls":
        return imaplib.IMAP4_SSL(mailbox["host"], mailbox["port"], ssl_context=context, timeout=SECONDS_OF_PATIENCE)
    connection = imaplib.IMAP4(mailbox["host"], mailbox["port"], timeout=SECONDS_OF_PATIENCE)
    if mailbox["encryption"] == "starttls":
        connection.starttls(ssl_context=context)
    return connection


def enter(connection: imaplib.IMAP4, mailbox: dict[str, Any]) -> None:
    """Sign in with a token or a password."""
    try:
        if mailbox["oauth"]:
            token = access_token(mailbox["oauth"])
            connection.authenticate("XOAUTH2", lambda _challenge: xoauth2(mailbox["user"], token))
        else:
            connection.login(mailbox["user"], mailbox["password"])
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error:
        raise MailboxFailed("no-entry") from None
