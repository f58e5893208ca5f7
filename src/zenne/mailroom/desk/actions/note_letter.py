"""Write down a letter that came on paper or by telephone."""

from datetime import datetime

from zenne.core.access.public import Asker, needs, records_nothing
from zenne.mailroom.answers.permissions import ANSWER_LETTERS
from zenne.mailroom.intake.actions.take_letter import Written, take_letter
from zenne.mailroom.letters.models import Letter


@needs(ANSWER_LETTERS)
@records_nothing(because="receiving the letter is recorded")
def note_letter(*, asker: Asker, written: Written, channel: Letter.Channel, now: datetime) -> Letter:
    """It goes the way of all letters; whoever wrote need not have an address. Raises LetterRefused."""
    return take_letter(asker=asker, written=written, channel=channel, now=now)
