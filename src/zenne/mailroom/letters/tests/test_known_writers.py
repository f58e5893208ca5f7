"""Whoever wrote before is answered in their language, and may change it."""

from typing import Any

import pytest

from zenne.accounts.public import Person
from zenne.core.access.public import SYSTEM
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.coming import Coming
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW, make_message, receive

pytestmark = pytest.mark.django_db
FRENCH = "Bonjour, je voudrais savoir ce que je dois faire pour mon nouveau passeport.\n"
DUTCH = "Goedendag, ik schrijf liever in het Nederlands. Wat moet ik meebrengen?\n"
SHORT = "OK ?\n"


def wrote(text: str, number: int, **headers: Any) -> Letter:
    said: dict[str, Any] = {"Message_ID": f"<{number}@example.org>", "Subject": f"Nr. {number}", **headers}
    return receive(make_message(text, **said)).letter


def test_a_short_letter_of_somebody_who_wrote_in_french_before_is_answered_in_french() -> None:
    wrote(FRENCH, 1)

    assert wrote(SHORT, 2).thread.answer_in == "fr"
    assert wrote(SHORT, 3, From="somebody@example.org").thread.answer_in == ""


def test_the_language_of_an_account_counts_until_its_owner_wrote() -> None:
    Person.objects.create(name="Ann", email="ann@example.org", language="nl")
    assert wrote(SHORT, 1).thread.answer_in == "nl"

    wrote(FRENCH, 2)

    assert wrote(SHORT, 3).thread.answer_in == "fr"


@pytest.mark.parametrize("before", ["nl", "en", "de"])
def test_what_is_known_never_outweighs_a_clear_sentence(before: str) -> None:
    Person.objects.create(name="Ann", email="ann@example.org", language=before)

    assert wrote(FRENCH, 1).thread.answer_in == "fr"


def test_a_language_that_the_city_does_not_speak_is_not_known() -> None:
    Person.objects.create(name="Ann", email="ann@example.org", language="xx")

    assert wrote(SHORT, 1).thread.answer_in == ""


def test_a_writer_who_changes_language_is_answered_in_the_new_one() -> None:
    thread = wrote(FRENCH, 1).thread
    answer = wrote(DUTCH, 2, In_Reply_To="<1@example.org>")

    thread.refresh_from_db()
    assert answer.thread == thread
    assert thread.answer_in == "nl"


def test_a_word_of_thanks_in_no_sure_language_changes_nothing() -> None:
    thread = wrote(FRENCH, 1).thread
    wrote("OK\n", 2, In_Reply_To="<1@example.org>", Subject="Re")

    thread.refresh_from_db()
    assert thread.answer_in == "fr"


def test_the_language_that_was_chosen_in_a_form_holds_for_what_was_written_there() -> None:
    coming = Coming(channel=Letter.Channel.FORM, language="en")

    letter = receive_message(asker=SYSTEM, raw=make_message(DUTCH), now=NOW, coming=coming).letter

    assert letter.thread.answer_in == "en"


@pytest.mark.parametrize(
    ("usually", "text", "answer_in"), [("fr", SHORT, "fr"), ("fr", DUTCH, "nl"), ("xx", SHORT, "")]
)
def test_the_language_of_a_mailbox_counts_for_few_words(usually: str, text: str, answer_in: str) -> None:
    coming = Coming(usually=usually)

    raw = make_message(text, Subject="Nr. 1")
    letter = receive_message(asker=SYSTEM, raw=raw, now=NOW, coming=coming).letter

    assert letter.thread.answer_in == answer_in


def test_what_is_known_of_a_writer_comes_before_what_is_usual_in_a_mailbox() -> None:
    wrote(FRENCH, 1)

    raw = make_message(SHORT, Subject="Nr. 2", Message_ID="<2@example.org>")
    letter = receive_message(asker=SYSTEM, raw=raw, now=NOW, coming=Coming(usually="nl")).letter

    assert letter.thread.answer_in == "fr"


def test_nobody_is_looked_up_where_the_language_is_clear(django_assert_max_num_queries: Any) -> None:
    wrote(FRENCH, 1)
    with django_assert_max_num_queries(100) as clear:
        wrote(FRENCH + "Merci d'avance.\n", 2)
    with django_assert_max_num_queries(100) as unsure:
        wrote(SHORT, 3)

    assert len(unsure) == len(clear) + 2
