"""Ask a colleague or a team something about a letter; the writer does not see it, and the clock runs on."""

from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import transaction

from zenne.accounts.public import Person
from zenne.core.access.public import Asker, asks_no_purpose, needs
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import BECAUSE, answering, writer_of
from zenne.mailroom.answers.colleagues import people_to_ask, send_word, teams_to_ask, without
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import ColleagueQuestion
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.answers.reach import locked_thread
from zenne.mailroom.answers.telling import last_letter

LONGEST_NOTE: Final = 2_000


@needs(ANSWER_LETTERS)
@asks_no_purpose(because=BECAUSE)
@transaction.atomic
def ask_colleague(*, asker: Asker, thread: UUID, asked: str, text: str, now: datetime) -> ColleagueQuestion:
    """Keep the question, and tell those who are asked. ``asked``: ``person:…``, or ``team:`` and its key.

    Raises:
        AnswerRefused: ``nothing-asked``, ``note-too-long``, ``nobody-asked``: no such colleague, or a team with nobody
            else in it, ``merged`` or ``unknown-letter``.
    """
    if not text.strip() or len(text) > LONGEST_NOTE:
        raise AnswerRefused("note-too-long" if text.strip() else "nothing-asked")
    row = locked_thread(asker, thread)
    person = next((each for each in people_to_ask(asker, row) if each.key == asked), None)
    team = next((each for each in teams_to_ask(asker) if f"team:{each.key}" == asked), None)
    letter = last_letter(row)
    if letter is None or (person is None and team is None):
        raise AnswerRefused("nobody-asked")
    question = ColleagueQuestion.objects.create(
        thread=row,
        writer_key=letter.sender_key,
        asker=asker.key,
        asked_person=person.key if person else "",
        asked_team=team,
        text=text.strip(),
        asked_at=now,
    )
    members = without(Person.objects.filter(memberships__team=team, is_active=True), asker) if team else []
    send_word([person] if person else members, question, template="asked", name=asker.name)
    who = answering(asker, letter)
    record(asker=who, action="letters.ask-colleague", about=writer_of(letter), thing=f"thread:{row.uuid}")
    return question
