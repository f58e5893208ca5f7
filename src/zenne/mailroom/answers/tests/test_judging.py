"""Whoever got an answer says whether it was one; when not, the letter is open again and the clock runs."""

from datetime import datetime, timedelta
from typing import Final

import pytest
from django.test import Client

from zenne.core.access.public import NOBODY
from zenne.core.audit.public import AuditRecord
from zenne.mailroom.answers.actions.judge_answer import LONGEST_COMMENT, judge_answer
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Answer, Verdict
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague, message_of, thread_of
from zenne.mailroom.answers.tokens import answer_token
from zenne.mailroom.letters.models import Letter, Thread
from zenne.mailroom.letters.tests.builders import NOW
from zenne.mailroom.letters.tokens import letter_token

pytestmark = pytest.mark.django_db
LATER: Final = NOW + timedelta(days=1)


@pytest.fixture
def letter() -> Letter:
    return a_letter()


@pytest.fixture
def answer(letter: Letter) -> Answer:
    return answered(letter, make_colleague())


def judge(answer: Answer, *, was_answered: bool, comment: str = "", now: datetime = LATER) -> Verdict:
    token = answer_token(answer.uuid)
    return judge_answer(asker=NOBODY, token=token, was_answered=was_answered, comment=comment, now=now)


def address_of(answer: Answer) -> str:
    return f"/nl/answered/{answer_token(answer.uuid)}/"


def test_the_mail_with_the_answer_has_the_links(answer: Answer) -> None:
    message = message_of(answer)

    assert f"{address_of(answer)}?said=yes" in message.text
    assert f"{address_of(answer)}?said=no" in message.html


def test_to_look_at_the_page_says_nothing(answer: Answer, letter: Letter, client: Client) -> None:
    page = client.get(f"{address_of(answer)}?said=no")

    assert page.status_code == 200
    assert 'value="no"' in page.content.decode()
    assert "checked" in page.content.decode()
    assert not Verdict.objects.exists()
    assert thread_of(letter).state == Thread.State.ANSWERED


def test_yes_is_kept_and_the_letter_stays_answered(answer: Answer, letter: Letter, client: Client) -> None:
    page = client.post(address_of(answer), {"said": "yes", "comment": "Dank u"}, follow=True)

    verdict = Verdict.objects.get()
    assert (verdict.was_answered, verdict.comment) == (True, "Dank u")
    assert thread_of(letter).state == Thread.State.ANSWERED
    assert page.status_code == 200
    assert AuditRecord.objects.filter(action="letters.judge-answer").exists()


def test_no_opens_the_letter_again_and_the_page_says_by_when(answer: Answer, letter: Letter, client: Client) -> None:
    page = client.post(address_of(answer), {"said": "no", "comment": "Welk loket?"}, follow=True)

    thread = thread_of(letter)
    assert thread.state == Thread.State.OPEN
    assert thread.waiting_since == Verdict.objects.get().said_at
    assert thread.deadline is not None
    assert thread.deadline > thread.waiting_since
    assert 'role="status"' in page.content.decode()


def test_whoever_changes_their_mind_is_heard_and_no_twice_opens_it_once(answer: Answer, letter: Letter) -> None:
    judge(answer, was_answered=True)
    judge(answer, was_answered=False)
    Thread.objects.update(state=Thread.State.CLOSED, waiting_since=None, deadline=None)
    judge(answer, was_answered=False, comment="Nog iets")

    assert Verdict.objects.get().comment == "Nog iets"
    assert thread_of(letter).state == Thread.State.CLOSED


def test_no_to_an_answer_after_which_another_was_sent_opens_nothing(answer: Answer, letter: Letter) -> None:
    answered(letter, make_colleague("Ada"), now=LATER)

    judge(answer, was_answered=False, now=LATER + timedelta(hours=1))

    assert thread_of(letter).state == Thread.State.ANSWERED


def test_a_letter_that_waits_already_keeps_its_clock(answer: Answer, letter: Letter) -> None:
    Thread.objects.update(state=Thread.State.OPEN, waiting_since=NOW)

    judge(answer, was_answered=False)

    assert thread_of(letter).waiting_since == NOW


def test_forged_links_and_those_of_other_things_lead_nowhere(answer: Answer, letter: Letter, client: Client) -> None:
    for token in ("x", answer.uuid.hex, f"{answer.uuid.hex}:x", letter_token(answer.uuid)):
        assert client.get(f"/nl/answered/{token}/").status_code == 404
        assert client.post(f"/nl/answered/{token}/", {"said": "no"}).status_code == 404
        with pytest.raises(AnswerRefused, match="unknown-letter"):
            judge_answer(asker=NOBODY, token=token, was_answered=False, comment="", now=LATER)
    assert thread_of(letter).state == Thread.State.ANSWERED


def test_the_link_of_an_answer_that_has_not_left_leads_nowhere(answer: Answer, client: Client) -> None:
    Answer.objects.update(state=Answer.State.DRAFT)

    assert client.get(address_of(answer)).status_code == 404


@pytest.mark.parametrize("said", [{}, {"said": "maybe"}, {"said": "no", "comment": "x" * (LONGEST_COMMENT + 1)}])
def test_what_cannot_be_said_is_refused_at_its_field(answer: Answer, said: dict[str, str], client: Client) -> None:
    page = client.post(address_of(answer), said)

    assert page.status_code == 422
    assert not Verdict.objects.exists()
    with pytest.raises(AnswerRefused, match="too-long"):
        judge(answer, was_answered=False, comment="x" * (LONGEST_COMMENT + 1))


def test_the_page_shows_nothing_of_the_answer_to_whoever_gets_the_link(answer: Answer, client: Client) -> None:
    assert answer.text[:5] not in client.get(address_of(answer)).content.decode()
