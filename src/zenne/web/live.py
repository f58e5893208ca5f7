"""The entry of the live server: waiting rooms as server-sent events.

The web server has a few threads, which must not be held by those who only listen. So this is a process of its own,
in which hundreds of listeners cost one thread and one question to the database each tenth of a second.
"""

import asyncio
import os
import re
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import django

from zenne.web.logs import log_last_error

if TYPE_CHECKING:
    from zenne.counters.public import Listener, RoomWatcher, State

STREAM: Final = re.compile(r"/api/v1/branches/([a-z0-9_-]{1,50})/queue/stream")
SECONDS_BETWEEN_SIGNS: Final = 15.0
SECONDS_TO_FIRST: Final = 10.0
MOST_LISTENERS: Final = 5_000
HEADERS: Final = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    # A proxy that collects answers would hold every event back.
    "X-Accel-Buffering": "no",
    "X-Content-Type-Options": "nosniff",
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "Last-Event-ID",
}
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]


class LiveServer:
    """The ASGI application."""

    def __init__(self, watcher: "RoomWatcher") -> None:
        self.watcher = watcher
        self.listening = 0
        self.ends = asyncio.Event()
        self.signs: asyncio.Task[None]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        elif scope["type"] == "http":
            await self.answer(scope, receive, send)

    async def live(self, receive: Receive, send: Send) -> None:
        """Begin to watch, and at the end let all streams end by themselves."""
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                self.watcher.start()
                self.signs = asyncio.create_task(self.give_signs())
                await send({"type": "lifespan.startup.complete"})
            else:
                self.ends.set()
                self.watcher.stop()
                self.signs.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return

    async def give_signs(self) -> None:
        """From time to time, a sign on every stream: whoever is gone without a word is noticed."""
        while True:
            await asyncio.sleep(SECONDS_BETWEEN_SIGNS)
            self.watcher.wake_all()

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """A stream, or why there is none."""
        found = STREAM.fullmatch(scope["path"])
        if scope["path"] == "/healthz":
            await whole(send, 200)
        elif found is None:
            await whole(send, 404)
        elif scope["method"] == "OPTIONS":
            await whole(send, 204)
        elif scope["method"] != "GET":
            await whole(send, 405)
        elif self.listening >= MOST_LISTENERS or self.ends.is_set():
            await whole(send, 503)
        else:
            self.listening += 1
            try:
                await self.stream(found[1], known=last_event_of(scope), receive=receive, send=send)
            finally:
                self.listening -= 1

    async def stream(self, branch: str, *, known: str, receive: Receive, send: Send) -> None:
        """The room at once, unless the listener knows it; then after each change, until one of both ends it."""
        listener = self.watcher.listen(branch)
        gone = asyncio.ensure_future(until_gone(receive, self.ends))
        try:
            state = await first_of(listener)
            if state is None or not state.text:
                await whole(send, 503 if state is None else 404)
                return
            await send({"type": "http.response.start", "status": 200, "headers": as_bytes(HEADERS)})
            await part(send, b": same\n\n" if state.number == known else event_of(state))
            gone.add_done_callback(lambda _: listener.wakes.set())
            while not gone.done():
                state = await listener.news()
                if not gone.done():
                    await part(send, event_of(state) if state else b": here\n\n")
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            gone.cancel()
            self.watcher.leave(branch, listener)


async def first_of(listener: "Listener") -> "State | None":
    """The first state; none when it takes too long."""
    try:
        return await asyncio.wait_for(listener.news(), SECONDS_TO_FIRST)
    except TimeoutError:
        return None


async def until_gone(receive: Receive, ends: asyncio.Event) -> None:
    """Wait until the listener goes away or the server ends."""
    ending = asyncio.ensure_future(ends.wait())
    try:
        while not ends.is_set():
            message = asyncio.ensure_future(receive())
            await asyncio.wait({message, ending}, return_when=asyncio.FIRST_COMPLETED)
            if not message.done():
                message.cancel()
            elif message.result()["type"] == "http.disconnect":
                return
    finally:
        ending.cancel()


def last_event_of(scope: Scope) -> str:
    """The number of the room that the listener saw last."""
    return next((value.decode("latin-1") for name, value in scope["headers"] if name.lower() == b"last-event-id"), "")


def event_of(state: "State") -> bytes:
    """A state in the form of the standard (WHATWG HTML, server-sent events)."""
    return f"id: {state.number}\nevent: room\nretry: 2000\ndata: {state.text}\n\n".encode()


def as_bytes(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


async def part(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def whole(send: Send, status: int) -> None:
    """An answer without a body."""
    headers = {**HEADERS, "Content-Type": "text/plain; charset=utf-8", "Content-Length": "0"}
    if status == 204:
        del headers["Content-Length"]
    await send({"type": "http.response.start", "status": status, "headers": as_bytes(headers)})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "zenne.web.settings")
sys.excepthook = log_last_error
django.setup()
application = LiveServer(import_module("zenne.counters.public").RoomWatcher())
