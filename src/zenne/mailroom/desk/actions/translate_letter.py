"""Let a machine translate a letter, to read it."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.desk.actions.read_part import Part, read_part
from zenne.mailroom.translation.public import NotTranslated, can_translate, translated


@dataclass(frozen=True, slots=True)
class TranslatedLetter:
    """A letter beside its translation; ``refusal`` says why there is none."""

    part: Part
    language: str
    text: str
    refusal: AnswerRefused | None = None


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
def translate_letter(*, asker: Asker, letter: UUID, into: str) -> TranslatedLetter | None:
    """What a letter says without its quotes, in another language. Nothing is kept of it but that it was done.

    None when the letter is out of reach, or no model is there for its language.
    """
    part = read_part(asker=asker, letter=letter)
    if part is None or not can_translate(part.letter.language, into):
        return None
    row = part.letter
    try:
        text = translated(part.visible, source=row.language, target=into)
    except NotTranslated as error:
        return TranslatedLetter(part, into, "", AnswerRefused(error.code))
    with transaction.atomic():
        record(
            asker=answering(asker, row),
            action="letters.translate",
            about=writer_of(row),
            thing=f"thread:{row.thread.uuid}",
            details={"from": row.language, "to": into},
        )
    return TranslatedLetter(part, into, text)
