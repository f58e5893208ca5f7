"""Writers whose letters were put together are each written to in their own language."""

import io
import zipfile
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from zenne.accounts.public import Person
from zenne.core.access.public import SYSTEM
from zenne.core.outbox.public import Message
from zenne.core.rights.public import export_person
from zenne.mailroom.answers.actions.keep_promises import keep_promises
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER, save_answer
from zenne.mailroom.answers.actions.send_answer import send_answer
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Answer, AnswerText
from zenne.mailroom.answers.tests.builders import ANSWER, a_letter, answered, make_colleague, message_of
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


BOTH = replace(ANSWER, further={"fr": "Passez chez nous.\n\nÀ bientôt."})


def sent_to(receiver: str) -> Message:
    return Message.objects.get(kind="answers/mail/answer.html", receiver=receiver)


def test_an_answer_in_two_languages_goes_to_each_writer_in_theirs() -> None:
    put_together()
    letter = Letter.objects.get(sender="ann@example.org")

    answered(letter, make_colleague("Sofia"), BOTH)

    dutch, french = sent_to("ann@example.org"), sent_to("luc@example.org")
    assert (dutch.language, french.language) == ("nl", "fr")
    assert "Kom langs." in dutch.text
    assert "Passez chez nous." not in dutch.text
    assert "Passez chez nous." in french.text
    assert "Kom langs." not in french.text
    assert "/fr/" in french.text


def test_a_writer_of_whom_nothing_is_sure_gets_both_texts() -> None:
    put_together("Document?\n")
    letter = Letter.objects.get(sender="ann@example.org")

    answered(letter, make_colleague("Sofia"), BOTH)

    told = sent_to("luc@example.org").text
    assert told.index("Kom langs.") < told.index("Passez chez nous.")


def test_who_reads_no_language_of_the_texts_gets_the_first() -> None:
    put_together("Guten Tag, wie kann ich meine neue Adresse bei der Gemeinde anmelden?\n")
    letter = Letter.objects.get(sender="ann@example.org")

    answered(letter, make_colleague("Sofia"), BOTH)

    assert "Kom langs." in sent_to("luc@example.org").text
    assert "Passez chez nous." not in sent_to("luc@example.org").text


def test_the_texts_of_a_draft_are_kept_each_for_itself() -> None:
    thread, sofia = put_together(), make_colleague("Sofia")
    for wording in (BOTH, ANSWER):
        save_answer(asker=sofia, thread=thread.uuid, wording=wording, now=NOW)

    kept = AnswerText.objects.get()
    assert (kept.language, kept.text) == ("fr", "Passez chez nous.\n\nÀ bientôt.")
    assert kept.receiver_key == Letter.objects.get(sender="luc@example.org").sender_key

    save_answer(asker=sofia, thread=thread.uuid, wording=replace(ANSWER, further={"fr": " "}), now=NOW)
    assert not AnswerText.objects.exists()


def test_a_draft_in_one_language_is_kept_without_asking_who_reads_which() -> None:
    thread, sofia = put_together(), make_colleague("Sofia")
    save_answer(asker=sofia, thread=thread.uuid, wording=BOTH, now=NOW)

    queries = []
    for wording in (ANSWER, BOTH):
        with CaptureQueriesContext(connection) as asked:
            save_answer(asker=sofia, thread=thread.uuid, wording=wording, now=NOW)
        queries.append(sum("mailroom_letter" in query["sql"] for query in asked.captured_queries))

    assert queries[0] < queries[1]


@pytest.mark.parametrize(
    ("further", "code"),
    [
        ({"nl": "Kom langs."}, "same-language"),
        ({"xx": "Kom langs."}, "unknown-language"),
        ({"fr": "x" * (LONGEST_ANSWER + 1)}, "too-long"),
    ],
)
def test_a_further_text_that_cannot_be_sent_leaves_all_as_it_was(further: dict[str, str], code: str) -> None:
    thread = put_together()

    with pytest.raises(AnswerRefused, match=code):
        send_answer(
            asker=make_colleague("Sofia"), thread=thread.uuid, wording=replace(ANSWER, further=further), now=NOW
        )

    assert not Answer.objects.exists()


def test_drafts_in_the_languages_of_two_writers_stand_side_by_side_when_their_letters_are_put_together() -> None:
    first, sofia = a_letter(), make_colleague("Sofia")
    second = a_letter(FRENCH, From="luc@example.org", Subject="Adresse", Message_ID="<two@example.org>")
    save_answer(asker=sofia, thread=first.thread.uuid, wording=ANSWER, now=NOW)
    save_answer(asker=sofia, thread=second.thread.uuid, wording=replace(ANSWER, text="Passez.", language="fr"), now=NOW)

    merge_letters(asker=sofia, thread=second.thread.uuid, into=first.thread.uuid, now=NOW, both_see=True)

    draft = Answer.objects.get(thread=first.thread)
    assert (draft.text, draft.language) == (ANSWER.text, "nl")
    assert list(draft.further_texts.values_list("language", "text")) == [("fr", "Passez.")]


def test_drafts_of_which_no_writer_reads_the_language_become_one() -> None:
    first, sofia = a_letter(), make_colleague("Sofia")
    second = a_letter("Nog iets over mijn adres, als dat kan.\n", Subject="Adres", Message_ID="<two@example.org>")
    save_answer(asker=sofia, thread=first.thread.uuid, wording=ANSWER, now=NOW)
    save_answer(asker=sofia, thread=second.thread.uuid, wording=replace(ANSWER, text="Passez.", language="fr"), now=NOW)

    merge_letters(asker=sofia, thread=second.thread.uuid, into=first.thread.uuid, now=NOW)

    assert Answer.objects.get(thread=first.thread).text == f"{ANSWER.text}\n\nPassez."
    assert not AnswerText.objects.exists()


def copy_for(address: str) -> str:
    """The page with what the city holds about somebody, without the messages of the outbox."""
    person = Person.objects.create(email=address)
    with zipfile.ZipFile(io.BytesIO(b"".join(export_person(asker=SYSTEM, person=person.key, language="en")))) as copied:
        return copied.read("data.html").decode()


def test_each_writer_has_a_copy_of_the_text_that_they_got() -> None:
    put_together()
    answered(Letter.objects.get(sender="ann@example.org"), make_colleague("Sofia"), BOTH)

    assert "Passez chez nous." in copy_for("luc@example.org")
    assert "Passez chez nous." not in copy_for("ann@example.org")
