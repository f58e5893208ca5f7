"""What is done to answer letters in the background."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Every, enqueue_each, schedule, work
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.actions.route_letter import route_letter
from zenne.mailroom.answers.without_person import answered_without_person
from zenne.mailroom.letters.facts import LetterReceived
from zenne.mailroom.letters.models import Thread

SOON: Final = 5
"""Somebody waits for it, who has just written."""


@work(title=_("Tell whoever wrote that their letter came"))
def acknowledge(*, thread: str) -> bool:
    """Find first who has it, since the message says so; a ready answer says more. Returns whether they were told."""
    number, now = UUID(thread), timezone.now()
    if not Thread.objects.filter(uuid=number).exists():
        return False  # erased meanwhile
    route_letter(number)
    return answered_without_person(number, now=now) or acknowledge_letter(number, now=now)


@work(title=_("Let an answer to a letter leave"))
def dispatch(*, answer: str) -> bool:
    """Returns whether it left; it may have been taken back."""
    return dispatch_answer(UUID(answer), now=timezone.now())


@work(title=_("Name the day of an answer before a promise passes"), is_atomic=False)
def look_after_promises() -> int:
    """Returns how many writers were told."""
    return keep_promises(now=timezone.now())


def acknowledge_received(received: Sequence[LetterReceived]) -> None:
    """Write the work in the transaction in which letters are kept."""
    enqueue_each(acknowledge, arguments=[{"thread": str(each.thread)} for each in received], priority=SOON)


def declare_schedules() -> None:
    """Let work begin by itself."""
    schedule("mailroom.promises", look_after_promises, Every(timedelta(minutes=15)))
