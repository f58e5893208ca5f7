"""Ready answers about the office of the population, and letters that ask for its hours."""

from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from zenne.catalogue.public import Branch, PublicService
from zenne.core.access.public import Asker
from zenne.core.content.public import announce_change
from zenne.core.languages.public import Translated
from zenne.mailroom.answers.actions.save_answer import Wording
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW, make_service
from zenne.mailroom.ready.actions.approve_ready_answer import approve_ready_answer
from zenne.mailroom.ready.actions.write_ready_answer import ReadyWording, ReadyWords, write_ready_answer
from zenne.mailroom.ready.models import ReadyAnswer

QUESTIONS: Final = (
    "Wat zijn de openingsuren van het loket?",
    "Wanneer is het loket open?",
    "Tot hoe laat is het loket vandaag open?",
)
TEXT: Final = "Het loket is open op {hours_today}.\n\nU vindt ons in de {address}."
ASKS: Final = "Goedendag,\n\nWat zijn de openingsuren van het loket?\n\nMet vriendelijke groeten,\nAnn Peeters\n"
SAID: Final = "Het loket is open op maandag van 9 tot 12 uur.\n\nU vindt ons in de Wetstraat."
MORNING: Final = NOW - timedelta(days=30)


def make_branch(slug: str = "centre", *, hours: str = "Mo-Fr 09:00-12:00") -> Branch:
    """A place with hours in the morning."""
    said = {"name": Translated({"nl": "Het centrum", "en": "The centre"}), "street": Translated({"nl": "Wetstraat"})}
    branch = Branch.objects.create(
        slug=slug,
        kind=Branch.Kind.BRANCH,
        number="16",
        postcode="1000",
        locality=Translated({"nl": "Brussel"}),
        directions=Translated({}),
        accessibility_note=Translated({}),
        latitude=50.8,
        longitude=4.3,
        hours=hours,
        desks=2,
        **said,
    )
    announce_change()
    return branch


def the_service() -> PublicService:
    """The service that all this is about."""
    found = PublicService.objects.filter(slug="change-of-address").first()
    return found or make_service("change-of-address")


def wording(*, text: str = TEXT, examples: tuple[str, ...] = QUESTIONS, **more: Any) -> ReadyWording:
    """What a team writes, in Dutch."""
    said = {"team": "population", "service": "change-of-address", "branch": "centre", "question": "Wanneer open?"}
    return ReadyWording(**{**said, "texts": {"nl": ReadyWords(examples, text)}, **more})


def written(asker: Asker | None = None, *, now: datetime = NOW, ready: UUID | None = None, **more: Any) -> ReadyAnswer:
    """A draft."""
    the_service()
    if not Branch.objects.filter(slug="centre").exists():
        make_branch()
    writer = asker or make_colleague("Sofia")
    return write_ready_answer(asker=writer, ready=ready, wording=wording(**more), now=now)


def approved(ready: ReadyAnswer, asker: Asker | None = None, *, now: datetime = NOW) -> ReadyAnswer:
    """The same, after a colleague read it."""
    who, seen = asker or make_colleague("Jonas"), ready.written_at.isoformat()
    return approve_ready_answer(asker=who, ready=ready.uuid, seen=seen, now=now)


def sure(ready: ReadyAnswer | None = None, *, sure_from: float = 0.8) -> ReadyAnswer:
    """One that leaves by itself."""
    row = approved(ready or written())
    ReadyAnswer.objects.filter(pk=row.pk).update(sure_from=sure_from, measured_at=NOW)
    row.refresh_from_db()
    return row


def asking(number: int = 0, *, text: str = ASKS, now: datetime = NOW, **headers: Any) -> Letter:
    """A letter that asks for the hours; each number is another person."""
    own = {"Message_ID": f"<{number}@example.org>", "Subject": "Openingsuren", "From": f"Ann <ann{number}@example.org>"}
    return a_letter(text, now=now, **{**own, **headers})


def answered_by_person(number: int, asker: Asker, *, said: str = SAID, text: str = ASKS) -> Letter:
    """The same a month ago, with what a person said."""
    letter = asking(number, text=text, now=MORNING)
    answered(letter, asker, Wording(said, "nl", "Jonas"), now=MORNING)
    return letter
