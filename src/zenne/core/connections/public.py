"""Connections to other computers, for all modules."""

from zenne.core.connections.connecting import BROKEN, connected
from zenne.core.connections.errors import Forbidden, NotConnected, Unreachable

__all__ = ["BROKEN", "Forbidden", "NotConnected", "Unreachable", "connected"]
