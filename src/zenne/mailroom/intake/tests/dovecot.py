"""A real IMAP server in a folder and on a port of its own, for tests."""

import contextlib
import grp
import imaplib
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

PROGRAM: Final = shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")
PASSWORD: Final = "a-secret"
USER: Final = "city"
SECONDS_TO_START: Final = 30
CONFIGURATION: Final = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
auth_failure_delay = 0
default_internal_user = {owner}
default_internal_group = {group}
default_login_user = {owner}
first_valid_uid = 1
mail_location = maildir:{folder}/mail/%u
service anvil {{
  chroot =
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""


@dataclass(frozen=True, slots=True)
class Dovecot:
    """A server that runs."""

    port: int
    folder: Path

    def mailbox(self, **more: Any) -> dict[str, Any]:
        """Its mailbox as the settings have it."""
        return {
            "name": "city", "host": "127.0.0.1", "port": self.port, "encryption": "none", "user": USER,
            "password": PASSWORD, "oauth": None, "folder": "INBOX", "move_to": "", "service": "",
        } | more  # fmt: skip

    @contextlib.contextmanager
    def client(self) -> Iterator[imaplib.IMAP4]:
        """Somebody else who looks into the mailbox."""
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=SECONDS_TO_START) as client:
            client.login(USER, PASSWORD)
            yield client

    def put(self, *messages: bytes) -> None:
        """Let messages arrive."""
        with self.client() as client:
            for message in messages:
                client.append("INBOX", None, None, message)

    def empty(self) -> list[bytes]:
        """Take all messages out, and return them."""
        with self.client() as client:
            _, [count] = client.select("INBOX")
            taken: list[bytes] = []
            for number in range(1, int(count or b"0") + 1):
                part = client.fetch(str(number), "(BODY.PEEK[])")[1][0]
                taken += [part[1]] if isinstance(part, tuple) else []
            if taken:
                client.store("1:*", "+FLAGS", r"(\Deleted)")
                client.expunge()
        return taken

    def number_anew(self) -> None:
        """As when the indexes of a server are lost: all messages get other numbers, and lose their marks."""
        self.put(*self.empty())


def owner() -> tuple[str, str, int, int]:
    """Whoever runs the tests; Dovecot refuses mail of root, who lends it to nobody."""
    uid, gid = (os.getuid(), os.getgid()) if os.getuid() else (65534, 65534)
    return pwd.getpwuid(uid).pw_name, grp.getgrgid(gid).gr_name, uid, gid


@contextlib.contextmanager
def dovecot() -> Iterator[Dovecot]:
    """Start it, and stop it at the end. Its folder is none of pytest's, which are closed to whom root lends mail."""
    with tempfile.TemporaryDirectory(prefix="dovecot-") as folder:
        Path(folder).chmod(0o755)
        with running(Path(folder)) as server:
            yield server


@contextlib.contextmanager
def running(folder: Path) -> Iterator[Dovecot]:
    assert PROGRAM, "dovecot is not installed (Debian: dovecot-imapd)"
    name, group, uid, gid = owner()
    mail = folder / "mail"
    for each in (mail, folder / "run", folder / "state"):
        each.mkdir()
    if not os.getuid():
        os.chown(mail, uid, gid)
        os.chown(folder / "state", uid, gid)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    configuration = folder / "dovecot.conf"
    configuration.write_text(
        CONFIGURATION.format(folder=folder, owner=name, group=group, port=port, password=PASSWORD, uid=uid, gid=gid)
    )
    process = subprocess.Popen([PROGRAM, "-F", "-c", str(configuration)], stderr=subprocess.PIPE)
    try:
        wait_for(port, process, folder / "log")
        yield Dovecot(port, folder)
    finally:
        process.terminate()
        process.wait(SECONDS_TO_START)
        assert process.stderr
        process.stderr.close()


def wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    """Until it greets."""
    for _ in range(SECONDS_TO_START * 20):
        if process.poll() is not None:
            said = process.stderr.read().decode() if process.stderr else ""
            raise AssertionError(f"dovecot did not start: {said} {log.read_text() if log.exists() else ''}")
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
            if connection.recv(4) == b"* OK":
                return
        time.sleep(0.05)
    raise AssertionError(f"dovecot does not answer: {log.read_text() if log.exists() else ''}")
