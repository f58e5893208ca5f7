"""Teams that answer, and letters that reach them, for tests."""

from datetime import datetime, timedelta
from typing import Any

from zenne.accounts.public import Person, Team, TeamMembership
from zenne.core.access.public import SYSTEM, Asker, AskerKind
from zenne.core.outbox.public import Message
from zenne.mailroom.answers.actions.acknowledge_letter import acknowledge_letter
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.actions.save_answer import Wording
from zenne.mailroom.answers.actions.send_answer import send_answer
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import NOW, make_message, make_service

ANSWER = Wording(text="Kom langs.\n\nTot dan.", language="nl", signed_by="Jonas")
HALF_A_MINUTE = timedelta(seconds=31)


def make_colleague(name: str = "Jonas", *, team: str = "population") -> Asker:
    """Somebody who answers letters of a team."""
    place = Team.objects.get_or_create(key=team, defaults={"name": {"nl": team, "en": team}})[0]
    person = Person.objects.create(name=name)
    TeamMembership.objects.create(person=person, team=place, granted_by="system")
    return Asker(AskerKind.PERSON, person.key, name, permissions=frozenset({"mailroom.answer"}))


def a_letter(text: str = "Goedendag, hoe wijzig ik mijn adres?\n", *, now: datetime = NOW, **headers: Any) -> Letter:
    """A letter to the team of the population."""
    if not Team.objects.filter(key="population").exists():
        make_service("change-of-address")
    raw = make_message(text, **headers)
    coming = Coming(service="change-of-address")
    return receive_message(asker=SYSTEM, raw=raw, now=now, coming=coming).letter


def acknowledged(letter: Letter, *, now: datetime = NOW) -> Message | None:
    """The message that says that it came."""
    told = acknowledge_letter(letter.thread.uuid, now=now)
    return Message.objects.get(kind="answers/mail/acknowledged.html", receiver=letter.sender) if told else None


def answered(letter: Letter, asker: Asker, wording: Wording = ANSWER, *, now: datetime = NOW) -> Answer:
    """An answer that has left."""
    answer = send_answer(asker=asker, thread=letter.thread.uuid, wording=wording, now=now)
    dispatch_answer(answer.uuid, now=now + HALF_A_MINUTE)
    answer.refresh_from_db()
    return answer


def thread_of(letter: Letter) -> Thread:
    """Its conversation as it is now."""
    return Thread.objects.get(pk=letter.thread_id)


def message_of(answer: Answer) -> Message:
    """What left."""
    assert answer.message
    return Message.objects.get(pk=answer.message)
