"""A letter that asks the precise question is answered without a person; every other one is not."""

from datetime import timedelta
from typing import Any

import pytest

from zenne.accounts.public import Person
from zenne.catalogue.public import Branch
from zenne.core.access.public import NOBODY
from zenne.core.content.public import announce_change
from zenne.core.outbox.public import Message
from zenne.mailroom.answers import without_person
from zenne.mailroom.answers.actions.check_answer import check_answer
from zenne.mailroom.answers.actions.judge_answer import judge_answer
from zenne.mailroom.answers.models import Answer, SampleCheck, Verdict
from zenne.mailroom.answers.samples import checks_for
from zenne.mailroom.answers.tasks import acknowledge
from zenne.mailroom.answers.tests.builders import make_colleague, message_of, thread_of
from zenne.mailroom.answers.tokens import answer_token
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import NOW, make_message, receive
from zenne.mailroom.ready.actions.answer_by_itself import answer_by_itself
from zenne.mailroom.ready.history import last_verdicts
from zenne.mailroom.ready.models import ReadyAnswer, ReadySending
from zenne.mailroom.ready.tests.builders import ASKS, asking, sure, written

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)


def answered_alone(letter: Letter) -> bool:
    return answer_by_itself(thread=letter.thread.uuid, now=LATER)


def left() -> Answer:
    return ReadySending.objects.get().answer


def test_a_letter_that_asks_it_gets_the_facts_of_this_day_and_is_answered() -> None:
    sure()
    letter = asking()

    assert answered_alone(letter)

    message, thread = message_of(left()), thread_of(letter)
    assert "maandag 7 december: 9.00–12.00" in message.text
    assert "Wetstraat 16, 1000 Brussel" in message.text
    assert (message.language, message.subject) == ("nl", "Re: Openingsuren")
    assert (thread.state, thread.deadline) == (Thread.State.ANSWERED, None)
    assert not answered_alone(letter)


def test_the_message_says_that_no_person_sent_it_and_machines_do_not_answer_it() -> None:
    ready = sure()
    letter = asking(Subject="Openingsuren")

    answered_alone(letter)

    message = message_of(left())
    assert message.conversation["by_person"] is False
    assert message.conversation["answers"] == ["0@example.org"]
    assert "+" in message.conversation["reply_to"].partition("@")[0]
    assert f"/nl/answered/{answer_token(left().uuid)}/" in message.text
    assert str(ready.team.name["nl"]) in message.text


def test_the_work_that_acknowledges_a_letter_answers_it_instead() -> None:
    sure()
    letter = asking()

    assert acknowledge.func(thread=str(letter.thread.uuid))

    assert [each.kind for each in Message.objects.all()] == ["answers/mail/ready.html"]


def test_what_goes_wrong_with_ready_answers_holds_up_no_acknowledgement(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_thread: Any, _now: Any) -> bool:
        raise RuntimeError

    monkeypatch.setattr(without_person, "WAYS", [broken])
    letter = asking()

    assert acknowledge.func(thread=str(letter.thread.uuid))
    assert [each.kind for each in Message.objects.all()] == ["answers/mail/acknowledged.html"]


@pytest.mark.parametrize(
    "more",
    [
        {"text": "Hoeveel kost een nieuwe identiteitskaart voor mijn dochter van twaalf?\n", "Subject": "Kaart"},
        {"text": ASKS.replace("loket?", "loket? En wat kost het?")},
        {"text": ASKS.replace("loket?", "loket? Ik heb ook een klacht.")},
        {"text": "Bonjour, quelles sont les heures d’ouverture du guichet ?\n", "Subject": "Heures d’ouverture"},
        {"Subject": "Re: Openingsuren"},
        {"In_Reply_To": "<other@example.org>"},
        {"From": "nobody"},
        {"Auto_Submitted": "auto-replied"},
    ],
)
def test_any_other_letter_is_left_to_a_person(more: dict[str, Any]) -> None:
    sure()

    assert not answered_alone(asking(**more))
    assert not Answer.objects.exists()


def test_what_somebody_said_on_the_telephone_is_left_to_a_person() -> None:
    sure()
    letter = asking()
    Letter.objects.update(channel=Letter.Channel.PHONE)

    assert not answered_alone(letter)


def test_nothing_leaves_that_is_not_approved_sure_and_on() -> None:
    ready, letter = sure(), asking()
    for change in ({"state": "draft", "approved_by": "", "approved_at": None}, {"state": "off"}):
        ReadyAnswer.objects.filter(pk=ready.pk).update(**change)
        assert not answered_alone(letter)
    ReadyAnswer.objects.filter(pk=ready.pk).update(
        state="approved", approved_by="person:x", approved_at=NOW, sure_from=None
    )
    assert not answered_alone(letter)


def test_a_branch_that_closed_for_good_has_no_hours_to_send() -> None:
    sure()
    Branch.objects.update(retired_at=NOW)
    announce_change()

    assert not answered_alone(asking())


def test_facts_are_those_of_the_catalogue_when_it_leaves() -> None:
    sure()
    Branch.objects.update(hours="Mo-Fr 14:00-16:00")
    announce_change()

    answered_alone(asking())

    assert "14.00–16.00" in left().text


def test_two_ready_answers_that_are_alike_leave_it_to_a_person() -> None:
    sure()
    sure(written(make_colleague("Lies"), question="Nog eens hetzelfde"))

    assert not answered_alone(asking())


def test_one_address_gets_only_so_many_in_an_hour() -> None:
    sure()
    letters = [asking(each, From="robot@example.org", Subject=f"Openingsuren {each}") for each in range(5)]

    assert [answered_alone(each) for each in letters] == [True, True, True, False, False]


def test_a_reply_opens_the_letter_again_for_a_person() -> None:
    sure()
    letter = asking()
    answered_alone(letter)
    reply = make_message(ASKS, Message_ID="<r@example.org>", In_Reply_To="<0@example.org>", From="ann0@example.org")

    received = receive(reply, NOW + timedelta(hours=2)).letter

    assert received.thread == letter.thread
    assert thread_of(letter).state == Thread.State.OPEN
    assert not answered_alone(received)


def say(answer: Answer, *, was_answered: bool) -> Verdict:
    token = answer_token(answer.uuid)
    return judge_answer(asker=NOBODY, token=token, was_answered=was_answered, comment="", now=LATER)


def test_no_opens_the_letter_again_and_two_of_twenty_switch_it_off_and_tell_the_team() -> None:
    ready = sure()
    lies = make_colleague("Lies")
    Person.objects.filter(name="Lies").update(email="lies@example.com", language="nl")
    letters = [asking(each) for each in range(3)]
    assert all(map(answered_alone, letters))
    answers = [each.answer for each in ReadySending.objects.order_by("pk")]

    say(answers[0], was_answered=False)
    say(answers[1], was_answered=True)
    ready.refresh_from_db()
    assert ready.state == ReadyAnswer.State.APPROVED
    assert thread_of(letters[0]).state == Thread.State.OPEN
    say(answers[2], was_answered=False)

    ready.refresh_from_db()
    assert (ready.state, ready.off_because) == (ReadyAnswer.State.OFF, ReadyAnswer.Off.VERDICTS)
    told = Message.objects.get(kind="ready/mail/off.html")
    assert (told.receiver, told.about, told.language) == ("lies@example.com", lies.key, "nl")


def test_a_colleague_looks_at_it_in_the_sample_and_not_whoever_wrote_its_text() -> None:
    sofia = make_colleague("Sofia")
    sure(written(sofia))
    answered_alone(asking())
    SampleCheck.objects.get_or_create(answer=left(), defaults={"chosen_at": NOW})

    assert checks_for(sofia).count() == 0
    assert checks_for(make_colleague("Lies")).count() == 1
    lies, remark = make_colleague("Lies"), "Het adres klopt niet."
    check_answer(asker=lies, answer=left().uuid, is_fine=False, remark=remark, now=LATER)
    assert last_verdicts(ReadyAnswer.objects.get()) == [False]


def test_it_says_nothing_of_how_fast_people_answer() -> None:
    sure()
    answered_alone(asking())

    assert left().author == "system"
    assert thread_of(left().thread.letters.get()).is_guessed is False
