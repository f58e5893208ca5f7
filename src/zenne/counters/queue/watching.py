"""Watching all waiting rooms for those who listen: one question every tenth of a second, in one thread."""

import asyncio
import threading
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import structlog
from django.db import DatabaseError, connection
from django.utils import timezone

from zenne.catalogue.public import Branch
from zenne.counters.queue.queries import public_room
from zenne.counters.queue.rest.room import answer_of
from zenne.counters.queue.rooms import day_of

SECONDS_BETWEEN_LOOKS: Final = 0.1
SECONDS_AFTER_TROUBLE: Final = 2.0
log = structlog.get_logger("zenne.live")


@dataclass(frozen=True, slots=True)
class State:
    """A room as it is sent: ``number`` names it; ``text`` is the answer of the API. No text: no such branch."""

    number: str
    text: str = ""


class Listener:
    """Somebody who listens to a room. Whoever is slow gets the newest state, not all that they missed."""

    def __init__(self) -> None:
        self.newest: State | None = None
        self.heard: State | None = None
        self.wakes = asyncio.Event()

    def tell(self, state: State) -> None:
        """There is another state."""
        self.newest = state
        self.wakes.set()

    async def news(self) -> State | None:
        """Wait until there is a state that was not heard yet; nothing when woken for another reason."""
        await self.wakes.wait()
        self.wakes.clear()
        if self.newest is self.heard:
            return None
        self.heard = self.newest
        return self.newest


class RoomWatcher:
    """Sends each listener of a branch its room, at once and after each change."""

    def __init__(self) -> None:
        self.loop: asyncio.AbstractEventLoop | None = None
        self.listeners: defaultdict[str, set[Listener]] = defaultdict(set)
        self.wanted: Counter[str] = Counter()
        self.states: dict[str, State] = {}
        self.seen: dict[str, tuple[int, str]] = {}
        self.is_over = threading.Event()
        self.thread = threading.Thread(target=self.watch, name="rooms", daemon=True)

    def start(self) -> None:
        """Begin, in the running event loop."""
        self.loop = asyncio.get_running_loop()
        self.thread.start()

    def stop(self) -> None:
        """Stop asking."""
        self.is_over.set()

    def listen(self, branch: str) -> Listener:
        """Listen to a branch; its state comes within a moment."""
        listener = Listener()
        self.listeners[branch].add(listener)
        self.wanted[branch] += 1
        if branch in self.states:
            listener.tell(self.states[branch])
        return listener

    def leave(self, branch: str, listener: Listener) -> None:
        """Listen no longer."""
        self.listeners[branch].discard(listener)
        self.wanted[branch] -= 1
        if not self.listeners[branch]:
            # Nobody looks at it now: what is known of it grows old.
            for known in (self.listeners, self.wanted, self.states, self.seen):
                known.pop(branch, None)

    def wake_all(self) -> None:
        """Wake everybody, so that each sees to it that its line is alive."""
        for listeners in self.listeners.values():
            for listener in listeners:
                listener.wakes.set()

    def publish(self, branch: str, state: State) -> None:
        """Tell all who listen; runs in the event loop."""
        listeners = self.listeners.get(branch)
        if listeners:
            self.states[branch] = state
            for listener in listeners:
                listener.tell(state)

    def watch(self) -> None:
        """The thread: look again and again. A database that is away is waited for."""
        while not self.is_over.wait(SECONDS_BETWEEN_LOOKS):
            try:
                self.look(timezone.now())
            except DatabaseError:
                log.exception("rooms cannot be read")
                connection.close()
                self.is_over.wait(SECONDS_AFTER_TROUBLE)
        connection.close()

    def look(self, at: datetime) -> None:
        """Read the numbers of all rooms at once, and those rooms that changed."""
        wanted = [branch for branch, count in tuple(self.wanted.items()) if count > 0]
        if not wanted:
            return
        rows = Branch.objects.current().filter(slug__in=wanted).values_list("slug", "waiting_room__number")
        numbers, today = dict(rows), str(day_of(at))
        for branch in wanted:
            number = -1 if branch not in numbers else numbers[branch] or 0
            # Whoever left meanwhile took the state along: then it is read again for whoever came since.
            if self.seen.get(branch) != (number, today) or branch not in self.states:
                self.say(branch, self.read(branch, number, at))
                self.seen[branch] = (number, today)

    def read(self, branch: str, number: int, at: datetime) -> State:
        """The state of a branch."""
        found = Branch.objects.current().filter(slug=branch).first()
        if number < 0 or found is None:
            return State("")
        room = public_room(found, at)
        return State(str(room.number), answer_of(branch, room).model_dump_json())

    def say(self, branch: str, state: State) -> None:
        """Hand a state to the event loop."""
        if self.loop is not None and not self.is_over.is_set():
            self.loop.call_soon_threadsafe(self.publish, branch, state)
