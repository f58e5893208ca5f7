"""A branch closes: whoever waits there is told."""

from zenne.core.events.public import INSIDE, subscribe
from zenne.counters.facts import BranchClosed
from zenne.counters.queue.actions.send_home import send_home


def follow() -> None:
    """Listen for branches that close."""
    subscribe(BranchClosed, tell_who_waits, when=INSIDE)


def tell_who_waits(happened: BranchClosed) -> None:
    """Nobody waits yet for a day that comes."""
    if happened.starts_at <= happened.at:
        send_home(branch=happened.branch, at=happened.at)
