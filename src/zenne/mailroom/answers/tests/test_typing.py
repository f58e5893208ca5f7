"""What somebody writes is kept while they write, and never in place of something newer."""

from datetime import timedelta

import pytest

from zenne.core.access.public import Asker
from zenne.core.audit.public import AuditRecord
from zenne.mailroom.answers.actions.keep_typing import keep_typing
from zenne.mailroom.answers.actions.save_answer import LONGEST_ANSWER, Wording, save_answer
from zenne.mailroom.answers.actions.send_answer import send_answer
from zenne.mailroom.answers.actions.take_answer_back import take_answer_back
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Answer
from zenne.mailroom.answers.tests.builders import ANSWER, a_letter, make_colleague
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW

pytestmark = pytest.mark.django_db
OPENED = NOW + timedelta(minutes=10)


def typed(letter: Letter, asker: Asker, text: str, *, after: int, opened: int = 0) -> Answer:
    """Kept so many seconds after the page was opened the first time; ``opened``: when it was read."""
    return keep_typing(
        asker=asker,
        thread=letter.thread.uuid,
        wording=Wording(text=text, language="nl", signed_by="Jonas"),
        read_at=OPENED + timedelta(seconds=opened),
        now=OPENED + timedelta(seconds=after),
    )


def test_each_pause_keeps_what_stands_there_in_one_draft_without_filling_the_log() -> None:
    letter, jonas = a_letter(), make_colleague()
    records = AuditRecord.objects.count()

    typed(letter, jonas, "Kom", after=2)
    typed(letter, jonas, "Kom langs.", after=4)

    draft = Answer.objects.get()
    assert (draft.text, draft.state, draft.author) == ("Kom langs.", Answer.State.DRAFT, jonas.key)
    assert AuditRecord.objects.count() == records


def test_what_was_on_its_way_when_somebody_pressed_a_button_changes_nothing() -> None:
    letter, jonas = a_letter(), make_colleague()
    typed(letter, jonas, "Kom", after=2)
    saved = OPENED + timedelta(seconds=5)
    save_answer(asker=jonas, thread=letter.thread.uuid, wording=ANSWER, now=saved)

    with pytest.raises(AnswerRefused, match="settled"):
        typed(letter, jonas, "Kom lang", after=6)

    assert Answer.objects.get().text == ANSWER.text
    assert typed(letter, jonas, "Kom toch langs.", opened=6, after=9).text == "Kom toch langs."


def test_an_answer_that_leaves_is_not_changed_and_what_was_taken_back_goes_on_on_a_new_page() -> None:
    letter, jonas = a_letter(), make_colleague()
    send_answer(asker=jonas, thread=letter.thread.uuid, wording=ANSWER, now=OPENED + timedelta(seconds=5))
    with pytest.raises(AnswerRefused, match="leaving"):
        typed(letter, jonas, "Te laat", opened=6, after=7)
    take_answer_back(asker=jonas, thread=letter.thread.uuid, now=OPENED + timedelta(seconds=9))

    with pytest.raises(AnswerRefused, match="settled"):
        typed(letter, jonas, "Te laat", after=10)

    assert typed(letter, jonas, "Anders.", opened=11, after=12).text == "Anders."


def test_a_colleague_who_took_over_is_not_overwritten() -> None:
    letter, jonas, sofia = a_letter(), make_colleague(), make_colleague("Sofia")
    typed(letter, sofia, "Mijn versie", after=2)

    with pytest.raises(AnswerRefused, match="held"):
        typed(letter, jonas, "Kom langs.", after=3)

    assert Answer.objects.get().text == "Mijn versie"


def test_what_is_too_long_is_refused_and_a_stranger_has_no_letter() -> None:
    letter, jonas = a_letter(), make_colleague()

    with pytest.raises(AnswerRefused, match="too-long"):
        typed(letter, jonas, "x" * (LONGEST_ANSWER + 1), after=2)
    with pytest.raises(AnswerRefused, match="unknown-letter"):
        typed(letter, make_colleague("Mo", team="mobility"), "Hallo", after=3)

    assert not Answer.objects.exists()
