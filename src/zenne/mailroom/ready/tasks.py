"""What is done for ready answers in the background."""

from datetime import time, timedelta
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from zenne.core.tasks.public import Daily, schedule, work
from zenne.mailroom.answers.facts import AnswerJudged
from zenne.mailroom.ready.actions.heed_verdict import heed_verdict
from zenne.mailroom.ready.actions.measure_ready_answer import measure_ready_answer
from zenne.mailroom.ready.measuring import known_letters
from zenne.mailroom.ready.models import ReadyAnswer


@work(title=_("Find out from where on a ready answer is sure"), is_atomic=False, time_limit=timedelta(hours=1))
def measure_one(*, ready: str) -> float | None:
    """Returns the likeness from which on it leaves by itself."""
    return measure_ready_answer(ready=UUID(ready), now=timezone.now()).sure_from


@work(title=_("Find out from where on ready answers are sure"), is_atomic=False, time_limit=timedelta(hours=2))
def measure_all() -> int:
    """After new letters were answered. Returns how many may leave by themselves."""
    approved = ReadyAnswer.objects.filter(state=ReadyAnswer.State.APPROVED).values_list("uuid", flat=True)
    letters = list(known_letters()) if approved else []
    rows = [measure_ready_answer(ready=each, now=timezone.now(), letters=letters) for each in approved]
    return sum(each.sure_from is not None for each in rows)


def heed(judged: AnswerJudged) -> None:
    """In the transaction in which somebody said it."""
    heed_verdict(answer=judged.answer)


def declare_schedules() -> None:
    """Each night, after routing has learned."""
    schedule("mailroom.ready", measure_all, Daily(time(2, 40)))
