"""``zenne mail listen``: take letters from the mail server of the city, for ever."""

import asyncio
import contextlib
import signal
from argparse import ArgumentParser
from typing import Any, Final

from zenne.mailroom.intake.listening import speaker

HELP: Final = "listen on this machine for a mail server that hands over letters, by SMTP or LMTP"
HOST: Final = "127.0.0.1"
PORT: Final = 8024


def arguments(parser: ArgumentParser) -> None:
    """Where it listens, and what it speaks. Never outside this machine: it asks nobody for a password."""
    parser.add_argument("--port", type=int, default=PORT, help=f"on {HOST}, {PORT} when not said")
    parser.add_argument("--lmtp", action="store_true", help="speak LMTP instead of SMTP")


def run(options: dict[str, Any], stdout: Any) -> None:
    """Listen until it is told to stop."""
    with contextlib.suppress(KeyboardInterrupt):
        asyncio.run(listening(options["port"], options["lmtp"], stdout))


async def listening(port: int, speaks_lmtp: bool, stdout: Any) -> None:
    loop, stopped = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, stopped.set)
    server = await loop.create_server(lambda: speaker(speaks_lmtp=speaks_lmtp, loop=loop), HOST, port)
    stdout.write(f"Letters are taken on {HOST}:{server.sockets[0].getsockname()[1]}")
    stdout.flush()
    async with server:
        await stopped.wait()
