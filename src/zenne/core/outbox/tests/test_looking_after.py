"""People decide about messages with a problem; old texts are forgotten; nothing is left behind."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import NOBODY, Asker, AskerKind, NotAllowed, PurposeNeeded, SignInNeeded
from zenne.core.audit.public import records_about
from zenne.core.outbox.actions.close_message import close_message
from zenne.core.outbox.actions.forget_texts import forget_texts
from zenne.core.outbox.actions.open_message import open_message
from zenne.core.outbox.actions.retry_message import retry_message
from zenne.core.outbox.actions.take_up_waiting import take_up_waiting
from zenne.core.outbox.models import Message, State
from zenne.core.outbox.public import WrongReceiver, problems, report_bounce
from zenne.core.outbox.rules.receivers import masked
from zenne.core.outbox.tests.builders import CLERK, ago, attempt, jobs, letter, state_of

pytestmark = pytest.mark.django_db
ABOUT = "person:00000000-0000-0000-0000-0000000000aa"


def failed(**more: str) -> Message:
    message = letter(about=ABOUT, **more)
    Message.objects.filter(pk=message.pk).update(state=State.FAILED, problem="address-refused")
    return message


def test_a_corrected_address_is_tried_and_written_down() -> None:
    message = failed()

    assert retry_message(asker=CLERK, message=message.pk, receiver="ann@example.org")
    assert state_of(message) == ("waiting", "")
    assert attempt(message) == "sent"
    assert message.receiver == "ann@example.org"
    assert [record.action for record in records_about(ABOUT)] == ["messages.retry"]
    assert not retry_message(asker=CLERK, message=message.pk)


def test_a_wrong_correction_changes_nothing() -> None:
    message = failed()

    with pytest.raises(WrongReceiver):
        retry_message(asker=CLERK, message=message.pk, receiver="ann")
    assert state_of(message) == ("failed", "address-refused")


def test_a_message_is_closed_for_a_reason() -> None:
    message = failed()

    with pytest.raises(ValueError, match="reason"):
        close_message(asker=CLERK, message=message.pk, because=" ")
    assert close_message(asker=CLERK, message=message.pk, because="Told her by telephone")
    message.refresh_from_db()
    assert (message.state, message.closed_because, message.closed_by) == ("closed", "Told her by telephone", CLERK.key)
    assert problems().count() == 0


def test_an_uncertain_message_may_turn_out_to_have_arrived() -> None:
    message = letter()
    Message.objects.filter(pk=message.pk).update(state=State.UNCERTAIN, problem="no-answer-at-the-end")

    assert close_message(asker=CLERK, message=message.pk, because="delivered")
    assert state_of(message) == ("sent", "")


def test_reading_a_message_is_written_down() -> None:
    message = failed()

    assert open_message(asker=CLERK, message=message.pk) == message
    assert [record.action for record in records_about(ABOUT)] == ["messages.read"]


def test_those_without_permission_decide_nothing() -> None:
    message = failed()
    for asker, refusal in ((NOBODY, SignInNeeded), (Asker(AskerKind.PERSON, "person:2"), NotAllowed)):
        for action in (retry_message, open_message):
            with pytest.raises(refusal):
                action(asker=asker, message=message.pk)
        with pytest.raises(refusal):
            close_message(asker=asker, message=message.pk, because="x")


def test_who_does_not_read_it_sends_a_message_again_without_a_purpose_but_does_not_correct_its_address() -> None:
    message = failed()
    administrator = Asker(AskerKind.PERSON, "person:2", permissions=frozenset({"messages.see", "messages.retry"}))
    clerk_without_purpose = Asker(AskerKind.PERSON, "person:2", permissions=CLERK.permissions)
    for asker, refusal in ((administrator, NotAllowed), (clerk_without_purpose, PurposeNeeded)):
        with pytest.raises(refusal):
            open_message(asker=asker, message=message.pk)
        with pytest.raises(refusal):
            retry_message(asker=asker, message=message.pk, receiver="eve@example.org")
    assert not records_about(ABOUT)
    assert retry_message(asker=administrator, message=message.pk)
    assert state_of(message) == ("waiting", "")
    assert records_about(ABOUT).get().details == {"state": "failed", "corrected": False}


def test_an_email_that_came_back_is_a_problem_after_all() -> None:
    message = letter()
    attempt(message)

    assert not report_bounce("<something-else@example.org>")
    assert report_bounce(f"<{message.pk}@localhost>")
    assert state_of(message) == ("failed", "came-back")
    assert not report_bounce(f"<{message.pk}@localhost>")


def test_texts_are_forgotten_a_month_after_delivery(tmp_path: Path) -> None:
    old, new, waiting = letter(), letter(), letter()
    attempt(old)
    attempt(new)
    Message.objects.filter(pk=old.pk).update(sent_at=ago(days=31))

    assert forget_texts(now=datetime.now(UTC)) == 1
    assert forget_texts(now=datetime.now(UTC)) == 0
    old.refresh_from_db()
    assert (old.subject, old.text, old.html) == ("", "", "")
    assert all(Message.objects.get(pk=each.pk).text for each in (new, waiting))


def test_a_message_whose_work_is_gone_is_taken_up() -> None:
    message = letter()
    assert take_up_waiting() == 0
    DBTaskResult.objects.update(status="FAILED")

    assert take_up_waiting() == 1
    assert jobs() == 2
    assert attempt(message) == "sent"


def test_impossible_messages_cannot_be_stored() -> None:
    message = letter()
    for wrong in (
        {"state": "sent"},
        {"state": "failed"},
        {"state": "closed"},
        {"state": "lost"},
        {"channel": "pigeon"},
        {"idempotency_key": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Message.objects.filter(pk=message.pk).update(**wrong)


def test_addresses_are_shown_in_part() -> None:
    assert masked("anna@example.org") == "a…@example.org"
    assert masked("+32470123456") == "+32…56"
    assert masked("https://me.example.org/secret") == "me.example.org"
