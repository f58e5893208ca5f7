"""What may answer a letter, for a person who reads it."""

from zenne.accounts.public import subject_of_address
from zenne.core.access.public import Asker, internal
from zenne.core.audit.public import record
from zenne.mailroom.answers.at_work import answering
from zenne.mailroom.answers.sources import Source, sources_for
from zenne.mailroom.letters.models import Letter, Thread


@internal
def shown_suggestions(asker: Asker, thread: Thread, letter: Letter) -> list[Source]:
    """Up to five, while the letter waits for an answer. Whoever got one of the answers can read who saw it again."""
    if thread.state != Thread.State.OPEN:
        return []
    found = sources_for(asker, thread, letter)
    who = answering(asker, letter)
    for each in found:
        if each.answered_at is not None:
            record(asker=who, action="letters.show-answer", about=subject_of_address(each.writer), thing=each.key)
    return found
