"""Writers whose letters were put together are each written to in their own language."""

from datetime import timedelta

import pytest

from zenne.core.outbox.public import Message
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague, message_of
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import NOW

pytestmark = pytest.mark.django_db
FRENCH = "Bonjour, je voudrais savoir ce que je dois faire pour changer d'adresse.\n"


def put_together(text: str = FRENCH) -> Thread:
    """A letter in Dutch of Ann, to which that of Luc is added."""
    first = a_letter()
    second = a_letter(text, From="luc@example.org", Subject="Adresse", Message_ID="<two@example.org>")
    asker = make_colleague()
    return merge_letters(asker=asker, thread=second.thread.uuid, into=first.thread.uuid, now=NOW, both_see=True)


def languages_told() -> dict[str, str]:
    return {each.receiver: each.language for each in Message.objects.filter(kind="answers/mail/promised.html")}


def test_the_day_of_the_answer_is_told_to_each_writer_in_theirs() -> None:
    thread = put_together()
    assert thread.deadline is not None

    keep_promises(now=thread.deadline - timedelta(hours=1))

    assert languages_told() == {"ann@example.org": "nl", "luc@example.org": "fr"}


def test_a_writer_whose_words_are_too_few_is_told_in_the_language_of_their_conversation_before() -> None:
    thread = put_together()
    assert thread.deadline is not None
    Letter.objects.filter(sender="luc@example.org").update(languages={"fr": 0.5, "nl": 0.4})

    keep_promises(now=thread.deadline - timedelta(hours=1))

    assert languages_told()["luc@example.org"] == "fr"


def test_a_writer_of_whom_nothing_is_sure_reads_dutch_and_french() -> None:
    thread = put_together("Document?\n")
    assert thread.deadline is not None

    keep_promises(now=thread.deadline - timedelta(hours=1))

    told = Message.objects.get(kind="answers/mail/promised.html", receiver="luc@example.org").text
    assert "december" in told
    assert "décembre" in told


def test_an_answer_goes_to_both_as_somebody_wrote_it() -> None:
    put_together()
    letter = Letter.objects.get(sender="ann@example.org")

    answer = answered(letter, make_colleague("Sofia"))

    assert message_of(answer).language == "nl"
    assert {each.language for each in Message.objects.filter(kind="answers/mail/answer.html")} == {"nl"}
    assert Message.objects.filter(kind="answers/mail/answer.html").count() == 2
