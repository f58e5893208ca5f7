"""What becomes of the clocks when conversations are put together or taken apart: no deadline becomes later."""

from typing import Final

from zenne.mailroom.letters.conversations import deadline_for
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.rules.kinds import Kind

MOST_URGENT_FIRST: Final = (Thread.State.OPEN, Thread.State.WAITING, Thread.State.ANSWERED, Thread.State.CLOSED)


def put_together(lives_on: Thread, ends: Thread) -> None:
    """Let a conversation, unsaved, have the state, the clock and the promise of two: the earlier of each holds."""
    both = (lives_on, ends)
    state = next(each for each in MOST_URGENT_FIRST if each in {thread.state for thread in both})
    running = [thread for thread in both if thread.state == state]
    lives_on.state = state
    lives_on.waiting_since = min((each.waiting_since for each in running if each.waiting_since), default=None)
    lives_on.time_left = min((each.time_left for each in running if each.time_left is not None), default=None)
    lives_on.promised_on = min((each.promised_on for each in running if each.promised_on), default=None)
    lives_on.due_at_latest = min((each.deadline for each in running if each.deadline), default=None)
    if lives_on.service is None:
        lives_on.service, lives_on.is_guessed = ends.service, ends.is_guessed
    lives_on.team = lives_on.team or ends.team
    lives_on.deadline = deadline_for(lives_on)
    lives_on.answer_in = lives_on.answer_in or ends.answer_in
    lives_on.came_back = lives_on.came_back or ends.came_back
    lives_on.acknowledged_at = lives_on.acknowledged_at or ends.acknowledged_at


def end(thread: Thread) -> None:
    """Let a conversation, unsaved, owe nothing: no letter is in it any more."""
    thread.state, thread.came_back = Thread.State.NONE, False
    thread.waiting_since = thread.deadline = thread.due_at_latest = thread.promised_on = thread.time_left = None


def next_waiting(thread: Thread, *, without: Letter) -> Letter | None:
    """The letter by which the clock of an open conversation runs once another one is taken out of it."""
    waiting = Letter.objects.filter(thread=thread, kind=Kind.LETTER, received_at__gte=thread.waiting_since)
    return waiting.exclude(pk=without.pk).order_by("received_at", "pk").first()
