"""The answers that a colleague looks at afterwards."""

from datetime import datetime

from django.db.models import Q, QuerySet

from zenne.core.access.public import Asker
from zenne.mailroom.answers.models import Answer, SampleCheck
from zenne.mailroom.answers.reach import threads_for
from zenne.mailroom.rules.samples import is_in_sample


def take_sample(answer: Answer, *, now: datetime) -> None:
    """Choose an answer that leaves, when it is one of the sample."""
    if is_in_sample(answer.uuid):
        SampleCheck.objects.get_or_create(answer=answer, defaults={"chosen_at": now})


def checks_for(asker: Asker) -> QuerySet[SampleCheck]:
    """What the asker may look at: answers of their teams that somebody else wrote, and nobody has looked at yet.

    Of a ready answer the writer is whoever wrote its text.
    """
    open_ones = SampleCheck.objects.filter(checked_at=None, answer__thread__in=threads_for(asker))
    own = Q(answer__author=asker.key) | Q(answer__ready_sending__ready__written_by=asker.key)
    return open_ones.exclude(own).order_by("chosen_at", "pk")
