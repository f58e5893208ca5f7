"""One in twenty answers is looked at by a colleague; the remark stands with the letter, and counts nobody."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from zenne.core.audit.public import AuditRecord
from zenne.mailroom.answers.actions.check_answer import LONGEST_REMARK, check_answer
from zenne.mailroom.answers.actions.dispatch_answer import dispatch_answer
from zenne.mailroom.answers.actions.send_answer import send_answer
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.models import Answer, SampleCheck
from zenne.mailroom.answers.tests.builders import ANSWER, HALF_A_MINUTE, a_letter, make_colleague
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW
from zenne.mailroom.rules.samples import ONE_IN, is_in_sample

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/letters/checks/"
IN_SAMPLE, NOT_IN_SAMPLE = UUID(int=3 * ONE_IN), UUID(int=3 * ONE_IN + 1)
LATER = NOW + timedelta(days=1)


def answered_as(number: UUID, *, author: str = "Sofia") -> Letter:
    """A letter whose answer left, with this number."""
    letter = a_letter()
    send_answer(asker=make_colleague(author), thread=letter.thread.uuid, wording=ANSWER, now=NOW)
    Answer.objects.update(uuid=number)
    assert dispatch_answer(number, now=NOW + HALF_A_MINUTE)
    return letter


def said(verdict: str = "fine", remark: str = "") -> dict[str, str]:
    return {"answer": str(IN_SAMPLE), "verdict": verdict, "remark": remark}


def test_one_in_twenty_is_chosen_by_its_number() -> None:
    assert sum(is_in_sample(UUID(int=number)) for number in range(10 * ONE_IN)) == 10


def test_an_answer_that_is_not_in_the_sample_is_not_looked_at() -> None:
    answered_as(NOT_IN_SAMPLE)

    assert not SampleCheck.objects.exists()
    assert "There is no answer to look at now." in in_team("Jonas").get(PAGE).content.decode()


def test_a_colleague_finds_it_from_the_list_and_their_remark_stands_with_the_letter() -> None:
    letter, browser = answered_as(IN_SAMPLE), in_team("Jonas")

    assert "Look at one answer of a colleague" in browser.get("/en/staff/letters/").content.decode()
    page = browser.get(PAGE).content.decode()
    assert "hoe wijzig ik mijn adres?" in page
    assert "Kom langs." in page
    done = browser.post(PAGE, said("different", "Zeg <i>welk</i> loket."), follow=True).content.decode()

    assert "Thank you." in done
    assert "There is no answer to look at now." in done
    conversation = browser.get(f"/en/staff/letters/{letter.thread.uuid}/").content.decode()
    assert "something should be different" in conversation
    assert "Zeg &lt;i&gt;welk&lt;/i&gt; loket." in conversation
    assert set(AuditRecord.objects.values_list("action", flat=True)) >= {"letters.read", "letters.check-answer"}


def test_nobody_looks_at_their_own_answer_or_at_one_of_another_team() -> None:
    answered_as(IN_SAMPLE)
    author = make_colleague("Ada")
    Answer.objects.update(author=author.key)

    for asker in (author, make_colleague("Mo", team="mobility")):
        with pytest.raises(AnswerRefused, match="checked"):
            check_answer(asker=asker, answer=IN_SAMPLE, is_fine=True, remark="", now=LATER)
    stranger = in_team("Bo", team="mobility").get(PAGE).content.decode()
    assert "Kom langs." not in stranger


def test_what_two_look_at_at_once_is_kept_of_the_first_and_the_second_reads_so() -> None:
    answered_as(IN_SAMPLE)
    first = in_team("Jonas").post(PAGE, said(remark="Goed"))

    second = in_team("Ada").post(PAGE, said("different", "Niet goed"))

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Somebody has looked at this answer already." in second.content.decode()
    assert "Niet goed" not in second.content.decode()
    assert SampleCheck.objects.get().remark == "Goed"


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({}, 422),
        ({"answer": "x", "verdict": "fine"}, 422),
        ({"answer": str(IN_SAMPLE), "verdict": "maybe"}, 422),
        ({"answer": str(IN_SAMPLE), "verdict": "fine", "remark": "x" * (LONGEST_REMARK + 1)}, 422),
        ({"answer": str(IN_SAMPLE), "verdict": "different", "remark": " "}, 409),
        ({"answer": str(uuid4()), "verdict": "fine"}, 409),
    ],
)
def test_what_cannot_be_kept_is_said_and_changes_nothing(form: dict[str, str], status: int) -> None:
    answered_as(IN_SAMPLE)

    assert in_team("Jonas").post(PAGE, form).status_code == status
    assert SampleCheck.objects.get().checked_at is None


def test_a_remark_without_end_is_refused_by_the_action_too() -> None:
    answered_as(IN_SAMPLE)

    with pytest.raises(AnswerRefused, match="too-long"):
        check_answer(asker=make_colleague(), answer=IN_SAMPLE, is_fine=True, remark="x" * 2_001, now=LATER)
