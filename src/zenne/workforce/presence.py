"""Whether anybody of a team works on a day: the modules above plan that, and say it."""

from collections.abc import Callable
from datetime import date

from zenne.accounts.public import Team

_days_off: list[Callable[[Team, date, date], frozenset[date]]] = []


def register_days_off(days_off: Callable[[Team, date, date], frozenset[date]]) -> None:
    """Let a module say on which days, of the first to the last, all of a team that were planned are away.

    A day on which nobody of the team was ever planned is none: who does not plan says nothing. The last counts.
    """
    _days_off[:] = [days_off]


def days_off(team: Team, *, first: date, last: date) -> frozenset[date]:
    """The days on which nobody of a team works, as far as that is planned."""
    return _days_off[0](team, first, last) if _days_off else frozenset()
