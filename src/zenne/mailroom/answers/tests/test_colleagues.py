"""A colleague is asked inside a conversation: they hear of it in their language, and the writer never."""

import io
import zipfile
from datetime import timedelta
from uuid import uuid4

import pytest

from zenne.accounts.public import Person, Team
from zenne.core.access.public import SYSTEM, Asker
from zenne.core.audit.public import AuditRecord
from zenne.core.outbox.public import Message
from zenne.core.rights.public import erase_person, export_person
from zenne.mailroom.answers.actions.ask_colleague import LONGEST_NOTE, ask_colleague
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.actions.tell_colleague import tell_colleague
from zenne.mailroom.answers.colleagues import open_questions_of, threads_to_read
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import ColleagueQuestion
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague, message_of, thread_of
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=1)
SECRET = "Klopt het dat zij al twee keer schreef?"


def reachable(asker: Asker, address: str, language: str = "fr") -> None:
    """Give somebody an address, and a language of their own."""
    uuid = asker.key.removeprefix("person:")
    Person.objects.filter(uuid=uuid).update(email=address, language=language)


def ask(letter: Letter, asker: Asker, asked: str, text: str = SECRET) -> ColleagueQuestion:
    return ask_colleague(asker=asker, thread=letter.thread.uuid, asked=asked, text=text, now=LATER)


def refusal_of_asking(letter: Letter, asker: Asker, asked: str, text: str = SECRET) -> str:
    with pytest.raises(AnswerRefused) as refused:
        ask(letter, asker, asked, text)
    return refused.value.code


def tell(question: ColleagueQuestion, asker: Asker, text: str = "Ja, zie haar brief van maandag.") -> None:
    tell_colleague(asker=asker, question=question.uuid, text=text, now=LATER)


def refusal_of_telling(question: ColleagueQuestion, asker: Asker, text: str = "Ja.") -> str:
    with pytest.raises(AnswerRefused) as refused:
        tell(question, asker, text)
    return refused.value.code


def test_whoever_is_asked_hears_of_it_in_their_language_without_a_word_of_the_letter() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    reachable(sofia, "sofia@example.org")

    question = ask(letter, jonas, sofia.key)

    message = Message.objects.get()
    assert (message.receiver, message.language) == ("sofia@example.org", "fr")
    assert message.subject == "Jonas vous pose une question sur une lettre"
    assert f"/fr/staff/letters/asked/{question.uuid}/" in message.text
    assert not any(words in message.text for words in (SECRET, letter.subject, letter.sender))
    assert list(open_questions_of(sofia)) == [question]
    assert not open_questions_of(jonas)


def test_all_of_a_team_are_asked_but_not_whoever_asks() -> None:
    letter, jonas = a_letter(), make_colleague()
    team = [make_colleague("Mo", team="mobility"), make_colleague("Mia", team="mobility")]
    for each in team:
        reachable(each, f"{each.name}@example.org".lower())

    question = ask(letter, jonas, "team:mobility")

    assert set(Message.objects.values_list("receiver", flat=True)) == {"mo@example.org", "mia@example.org"}
    assert [list(open_questions_of(each)) for each in team] == [[question], [question]]


def test_an_answer_closes_the_question_for_all_and_whoever_asked_is_told() -> None:
    letter, jonas = a_letter(), make_colleague()
    mo, mia = make_colleague("Mo", team="mobility"), make_colleague("Mia", team="mobility")
    reachable(jonas, "jonas@example.org", language="nl")
    question = ask(letter, jonas, "team:mobility")

    tell(question, mo)

    assert not open_questions_of(mia).exists()
    assert Message.objects.get(receiver="jonas@example.org").subject == "Mo heeft uw vraag over een brief beantwoord"
    assert refusal_of_telling(question, mia) == "told"
    assert ColleagueQuestion.objects.get().reply == "Ja, zie haar brief van maandag."


def test_the_clock_runs_on() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    before = thread_of(letter)

    tell(ask(letter, jonas, sofia.key), sofia)

    assert (thread_of(letter).state, thread_of(letter).deadline) == (before.state, before.deadline)


def test_whoever_is_asked_reads_the_letter_until_the_question_is_answered() -> None:
    letter, jonas, mo = a_letter(), make_colleague(), make_colleague("Mo", team="mobility")
    assert not threads_to_read(mo).exists()

    question = ask(letter, jonas, "team:mobility")
    assert list(threads_to_read(mo)) == [letter.thread]
    tell(question, mo)

    assert not threads_to_read(mo).exists()


def test_nobody_else_answers_or_asks() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    stranger = make_colleague("Mo", team="mobility")

    question = ask(letter, jonas, sofia.key)

    assert refusal_of_telling(question, stranger) == "unknown-letter"
    assert refusal_of_asking(letter, stranger, sofia.key) == "unknown-letter"
    with pytest.raises(AnswerRefused, match="unknown-letter"):
        tell_colleague(asker=jonas, question=uuid4(), text="Ja.", now=LATER)


@pytest.mark.parametrize(
    "asked", ["", "team:", "team:gone", "person:gone", "population", "person:00000000-0000-4000-8000-000000000000"]
)
def test_only_colleagues_and_teams_with_somebody_in_them_are_asked(asked: str) -> None:
    letter, jonas = a_letter(), make_colleague()

    assert refusal_of_asking(letter, jonas, asked) == "nobody-asked"
    assert refusal_of_asking(letter, jonas, jonas.key) == "nobody-asked"
    assert refusal_of_asking(letter, jonas, "team:population") == "nobody-asked"


@pytest.mark.parametrize(("text", "code"), [(" \n", "nothing-asked"), ("x" * (LONGEST_NOTE + 1), "note-too-long")])
def test_what_says_nothing_or_too_much_is_not_kept(text: str, code: str) -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")

    assert refusal_of_asking(letter, jonas, sofia.key, text) == code
    question = ask(letter, jonas, sofia.key)
    assert refusal_of_telling(question, sofia, text) == code.replace("asked", "told")


def test_nothing_of_it_is_in_what_is_sent_to_the_writer() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    tell(ask(letter, jonas, sofia.key), sofia)

    sent = message_of(answered(letter, jonas, now=LATER))

    assert SECRET not in f"{sent.text}{sent.html}"
    assert "maandag" not in f"{sent.text}{sent.html}"


def test_the_writers_own_copy_has_what_was_noted_about_them_and_no_name_of_a_colleague() -> None:
    letter, jonas, sofia = a_letter(), make_colleague("Jonas De Wit"), make_colleague("Sofia Peeters")
    tell(ask(letter, jonas, sofia.key), sofia)
    ann = Person.objects.create(name="Ann", email=letter.sender)

    copied = b"".join(export_person(asker=SYSTEM, person=ann.key, language="nl"))

    with zipfile.ZipFile(io.BytesIO(copied)) as archive:
        page = archive.read("data.html").decode()
    assert SECRET in page
    assert "zie haar brief van maandag" in page
    assert "Jonas De Wit" not in page
    assert sofia.key not in page


def test_a_colleague_who_leaves_takes_their_key_and_not_the_note() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    question = ask(letter, jonas, sofia.key)

    erase_person(asker=SYSTEM, person=jonas.key, because="by letter")

    question.refresh_from_db()
    assert (question.asker, question.text) == ("", SECRET)


def test_a_question_goes_along_when_letters_are_put_together_or_given_away() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    other = a_letter("Nog iets.\n", now=LATER, Subject="Verhuisd", Message_ID="<two@x>")
    question = ask(letter, jonas, sofia.key)

    merge_letters(asker=jonas, thread=letter.thread.uuid, into=other.thread.uuid, now=LATER)
    Team.objects.create(key="mobility", name={"en": "Mobility"})
    hand_over_letter(asker=jonas, thread=other.thread.uuid, team="mobility")

    question.refresh_from_db()
    assert question.thread == other.thread
    assert list(open_questions_of(sofia)) == [question]
    tell(question, sofia)


def test_asking_and_telling_are_written_down_for_the_writer_to_read() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    ann = Person.objects.create(name="Ann", email=letter.sender)

    tell(ask(letter, jonas, sofia.key), sofia)

    done = AuditRecord.objects.filter(about=ann.key, action__endswith="-colleague")
    assert set(done.values_list("action", "purpose")) == {
        ("letters.ask-colleague", "answer"),
        ("letters.tell-colleague", "answer"),
    }
