"""What ready answers sent, and what was said of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from zenne.mailroom.answers.models import Answer, SampleCheck, Verdict
from zenne.mailroom.ready.models import ReadyAnswer, ReadySending

LOOKED_AT: Final = 20


@dataclass(frozen=True, slots=True)
class Sent:
    """One letter that it answered. ``is_fine``: what the writer and colleagues say; nothing where nobody did."""

    answer: Answer
    sent_at: datetime | None
    verdict: Verdict | None
    check: SampleCheck | None

    @property
    def is_fine(self) -> bool | None:
        said = [
            self.verdict.was_answered if self.verdict else None,
            self.check.is_fine if self.check and self.check.checked_at else None,
        ]
        return None if said == [None, None] else False not in said


def last_sent(ready: ReadyAnswer) -> list[Sent]:
    """The last twenty since the text was approved as it is now, the newest first."""
    rows = ReadySending.objects.filter(ready=ready)
    if ready.approved_at is not None:
        rows = rows.filter(answer__sent_at__gte=ready.approved_at)
    found = rows.select_related("answer__thread", "answer__verdict", "answer__check_of_sample").order_by("-pk")
    return [
        Sent(
            each.answer,
            each.answer.sent_at,
            getattr(each.answer, "verdict", None),
            getattr(each.answer, "check_of_sample", None),
        )
        for each in found[:LOOKED_AT]
    ]


def last_verdicts(ready: ReadyAnswer) -> list[bool | None]:
    """What was said of each of these."""
    return [each.is_fine for each in last_sent(ready)]
