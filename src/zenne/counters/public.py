"""Counters, for the modules above."""

from zenne.counters.queue.watching import Listener, RoomWatcher, State

__all__ = ["Listener", "RoomWatcher", "State"]
