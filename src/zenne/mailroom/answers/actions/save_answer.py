"""Save what was written of an answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction

from zenne.core.access.public import Asker, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.holding import keep_holding, require_free
from zenne.mailroom.answers.models import Answer, AnswerText
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.answers.telling import last_letter, receivers_of, spoken_by
from zenne.mailroom.letters.models import Thread

LONGEST_ANSWER = 20_000


@dataclass(frozen=True, slots=True)
class Wording:
    """What an answer says.

    Attributes:
        asks_back: it asks the writer something, and the clock stops until they answer.
        is_looked_at: whoever sends it has read what a machine made of it.
        further: the same answer in more languages, by their codes; empty takes one away, and what is not named stays.
    """

    text: str
    language: str
    signed_by: str
    asks_back: bool = False
    is_looked_at: bool = False
    further: Mapping[str, str] = field(default_factory=dict)


@needs(ANSWER_LETTERS)
@transaction.atomic
def save_answer(*, asker: Asker, thread: UUID, wording: Wording, now: datetime) -> Answer:
    """Keep the draft of the team, in place of what it said before.

    Raises:
        AnswerRefused: ``held`` by somebody else, ``leaving`` already, ``too-long``, ``unknown-language`` or
            ``unknown-letter``; nothing is saved.
    """
    row = locked_thread(asker, thread)
    require_free(row, asker, now=now)
    answer = write_draft(row, asker, wording, now=now, settled_at=now)
    record(asker=asker, action="letters.save-answer", thing=f"thread:{row.uuid}")
    return answer


def write_draft(
    thread: Thread, asker: Asker, wording: Wording, *, now: datetime, settled_at: datetime | None
) -> Answer:
    """The draft with these words, in a conversation that is locked."""
    if any(len(each) > LONGEST_ANSWER for each in (wording.text, *wording.further.values())):
        raise AnswerRefused("too-long")
    if not {wording.language, *wording.further} <= set(dict(settings.LANGUAGES)):
        raise AnswerRefused("unknown-language")
    letter = last_letter(thread)
    receiver_key = next((each.sender_key for each in receivers_of(thread)), "")
    answer = unsent(thread) or Answer(thread=thread)
    if letter is None:
        raise AnswerRefused("unknown-letter")
    if answer.state == Answer.State.LEAVING:
        raise AnswerRefused("leaving")
    answer.author, answer.receiver_key, answer.saved_at = asker.key, receiver_key, now
    answer.settled_at = settled_at
    answer.text, answer.language = wording.text, wording.language
    answer.signed_by, answer.asks_back = wording.signed_by[:200], wording.asks_back
    if not wording.text.strip():
        answer.own_text = answer.translated_from = ""
    answer.save()
    write_further(thread, answer, wording.further)
    keep_holding(thread, asker, now=now)
    return answer


def write_further(thread: Thread, answer: Answer, texts: Mapping[str, str]) -> None:
    """The texts in more languages, each for the first writer who is written to in that one."""
    if not texts:
        return
    readers = {code: each.sender_key for each, codes in reversed(spoken_by(thread)) for code in codes}
    for language, text in texts.items():
        if text.strip():
            said = {"text": text, "receiver_key": readers.get(language, "")}
            AnswerText.objects.update_or_create(answer=answer, language=language, defaults=said)
        else:
            AnswerText.objects.filter(answer=answer, language=language).delete()


def unsent(thread: Thread) -> Answer | None:
    """The draft of the team, or the answer that is about to leave."""
    return Answer.objects.filter(thread=thread).exclude(state=Answer.State.SENT).first()
