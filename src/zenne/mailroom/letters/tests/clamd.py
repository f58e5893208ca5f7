"""A scanner that speaks the protocol of clamd on a real socket, and finds the word EICAR."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MARK = b"EICAR"
LARGEST_BYTES = 200_000


@dataclass
class Scanner:
    """What it does: ``says`` instead of its verdict; ``hangs_up`` or ``is_slow`` once a file is there."""

    says: bytes = b""
    hangs_up: bool = False
    is_slow: bool = False
    asked: list[bytes] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    def talk(self, connection: socket.socket) -> None:
        """One conversation, as clamd has it: a command, and for INSTREAM a file in pieces."""
        with connection, connection.makefile("rb") as said:
            command = b"".join(iter(lambda: said.read(1), b"\0"))
            if command == b"zPING":
                connection.sendall(self.says or b"PONG\0")
                return
            content = b""
            while length := int.from_bytes(said.read(4), "big"):
                content += said.read(length)
            if len(content) > LARGEST_BYTES:
                connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
            self.asked.append(content)
            if self.is_slow:
                self.over.wait(30)
            if not self.hangs_up and not self.is_slow:
                found = b"stream: Eicar-Signature FOUND\0" if MARK in content else b"stream: OK\0"
                connection.sendall(self.says or found)


@contextlib.contextmanager
def clamd(path: Path | None = None, **what: object) -> Iterator[tuple[Scanner, str]]:
    """A scanner on a port of this machine, or on a Unix socket; and its address for the settings."""
    scanner = Scanner(**what)  # type: ignore[arg-type]
    listening = socket.socket(socket.AF_UNIX if path else socket.AF_INET)
    listening.bind(str(path) if path else ("127.0.0.1", 0))
    listening.listen()

    def serve() -> None:
        while not scanner.over.is_set():
            connection, _ = listening.accept()
            if scanner.over.is_set():
                connection.close()
                return
            with contextlib.suppress(OSError):
                scanner.talk(connection)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield scanner, f"unix:{path}" if path else f"tcp://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        scanner.over.set()
        with socket.socket(socket.AF_UNIX if path else socket.AF_INET) as last:
            last.connect(listening.getsockname())
        thread.join()
        listening.close()
