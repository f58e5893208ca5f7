"""What a writer sees of an answer that they got."""

from dataclasses import dataclass
from datetime import datetime

from zenne.core.access.public import for_everybody
from zenne.mailroom.answers.models import Answer, Verdict
from zenne.mailroom.answers.telling import last_letter
from zenne.mailroom.answers.tokens import answer_of_token
from zenne.mailroom.letters.models import Thread


@dataclass(frozen=True, slots=True)
class JudgedAnswer:
    """An answer that its writer says something about: nothing of what it says, but the subject of the letter.

    ``verdict`` is what they said before; ``deadline`` by when they hear of us, while the letter waits for an answer.
    """

    subject: str
    sent_at: datetime
    verdict: Verdict | None
    deadline: datetime | None


@for_everybody
def answer_to_judge(token: str) -> JudgedAnswer | None:
    """The answer, for whoever holds its link; None for a link that we did not make, or an answer that was erased."""
    named = answer_of_token(token)
    sent = Answer.objects.filter(state=Answer.State.SENT).select_related("thread", "verdict")
    answer = sent.filter(uuid=named).first() if named else None
    if answer is None or answer.sent_at is None:
        return None
    letter = last_letter(answer.thread)
    deadline = answer.thread.deadline if answer.thread.state == Thread.State.OPEN else None
    return JudgedAnswer(letter.subject if letter else "", answer.sent_at, getattr(answer, "verdict", None), deadline)
