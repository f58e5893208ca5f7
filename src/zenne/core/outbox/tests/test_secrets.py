"""Messages with a secret: nothing keeps what they said once it was sent or is worth nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from zenne.core.outbox.actions.forget_texts import forget_texts
from zenne.core.outbox.models import Attempt, Channel, Message, State
from zenne.core.outbox.public import claim_messages
from zenne.core.outbox.tests.builders import ago, attempt, letter, state_of

pytestmark = pytest.mark.django_db


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(minutes=15)


def words_in_the_database() -> str:
    """All columns of all rows of the tables of messages and of work."""
    with connection.cursor() as cursor:
        tables = [
            name for name in connection.introspection.table_names(cursor) if name.startswith(("outbox", "django_"))
        ]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            rows += cursor.fetchall()
    return str(rows)


def test_the_text_is_gone_as_soon_as_it_was_sent() -> None:
    message = letter(good_until=soon())
    assert "Anna &" in words_in_the_database()
    assert attempt(message) == "sent"
    assert state_of(message) == ("sent", "")
    assert "Anna &" not in words_in_the_database()
    assert message.forgotten_at is not None


def test_a_message_without_a_secret_keeps_its_text() -> None:
    assert attempt(letter()) == "sent"
    assert "Anna &" in words_in_the_database()


def test_what_is_worth_nothing_any_more_is_not_sent_and_gone() -> None:
    message = letter(good_until=ago(seconds=1))
    assert attempt(message) == "nothing"
    assert state_of(message) == ("closed", "too-late")
    assert not Attempt.objects.exists()
    assert "Anna &" not in words_in_the_database()


@pytest.mark.parametrize(("state", "problem"), [(State.FAILED, "address-refused"), (State.UNCERTAIN, "worker-died")])
def test_a_secret_of_a_message_with_a_problem_goes_when_its_time_is_over(state: State, problem: str) -> None:
    message = letter(good_until=soon())
    Message.objects.filter(pk=message.pk).update(state=state, problem=problem)
    assert forget_texts(now=datetime.now(UTC)) == 0
    assert forget_texts(now=soon() + timedelta(minutes=1)) == 1
    assert "Anna &" not in words_in_the_database()


def test_what_another_computer_answered_is_forgotten_with_the_text() -> None:
    message = letter()
    attempt(message)
    Attempt.objects.update(answer="550 <anna@example.org> unknown")
    Message.objects.update(sent_at=ago(days=31))
    assert forget_texts(now=datetime.now(UTC)) == 1
    assert Attempt.objects.get().answer == ""


def test_only_nobody_s_messages_to_that_address_become_somebody_s() -> None:
    hers, another, other = letter(), letter(), letter(about="person:other")
    elsewhere, sms = letter(to="jan@example.org"), letter()
    Message.objects.filter(pk=another.pk).update(kind="another")
    Message.objects.filter(pk=sms.pk).update(channel=Channel.SMS)
    assert claim_messages(address="ANNA@example.org", about="person:anna") == 2
    owners = dict(Message.objects.values_list("pk", "about"))
    anna = "person:anna"
    assert owners == {hers.pk: anna, another.pk: anna, other.pk: "person:other", elsewhere.pk: "", sms.pk: ""}
