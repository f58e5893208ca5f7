"""What a writer says of an answer is before the team that gave it."""

from datetime import timedelta

import pytest

from zenne.core.access.public import NOBODY
from zenne.mailroom.answers.actions.judge_answer import judge_answer
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague
from zenne.mailroom.answers.tokens import answer_token
from zenne.mailroom.desk.queries import PILES
from zenne.mailroom.desk.tests.browsers import in_team
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW

pytestmark = pytest.mark.django_db


def judged_letter(*, was_answered: bool, comment: str = "") -> Letter:
    letter = a_letter()
    token = answer_token(answered(letter, make_colleague()).uuid)
    later = NOW + timedelta(days=1)
    judge_answer(asker=NOBODY, token=token, was_answered=was_answered, comment=comment, now=later)
    return letter


def pages_of(letter: Letter) -> tuple[str, list[str]]:
    """The page of a letter, and the lists of all piles."""
    browser = in_team("Ada")
    page = browser.get(f"/en/staff/letters/{letter.thread.uuid}/").content.decode()
    return page, [browser.get(f"/en/staff/letters/?pile={pile}").content.decode() for pile in PILES]


def test_no_is_in_the_conversation_with_its_comment_and_marked_in_the_list() -> None:
    page, lists = pages_of(judged_letter(was_answered=False, comment="<b>Welk</b> loket?"))

    assert "The writer says that the question was not answered" in page
    assert "&lt;b&gt;Welk&lt;/b&gt; loket?" in page
    assert sum("not answered, says the writer" in each for each in lists) == 1


def test_yes_is_in_the_conversation_and_marks_nothing() -> None:
    page, lists = pages_of(judged_letter(was_answered=True))

    assert "The writer says that the question was answered" in page
    assert not any("says the writer" in each for each in lists)
