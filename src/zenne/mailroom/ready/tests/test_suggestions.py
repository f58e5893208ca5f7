"""People use a ready answer as a draft with one click, and by that it is shown to be right."""

import pytest

from zenne.catalogue.public import Branch
from zenne.mailroom.answers.actions.use_suggestion import use_suggestion
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.sources import Source, sources_for
from zenne.mailroom.answers.tests.builders import make_colleague
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW
from zenne.mailroom.ready.models import ReadyAnswer
from zenne.mailroom.ready.tests.builders import approved, asking, written

pytestmark = pytest.mark.django_db


def offered(letter: Letter, *, team: str = "population") -> list[Source]:
    found = sources_for(make_colleague("Lies", team=team), letter.thread, letter)
    return [each for each in found if each.title]


def test_an_approved_one_is_offered_first_and_used_as_a_draft() -> None:
    ready = approved(written())
    letter = asking()

    [found] = offered(letter)
    answer = use_suggestion(asker=make_colleague("Jonas"), thread=letter.thread.uuid, source=found.key, now=NOW)

    assert (found.key, found.title) == (f"ready:{ready.uuid}", "Wanneer open?")
    assert "Wetstraat 16, 1000 Brussel" in answer.text
    assert (answer.language, answer.state) == ("nl", "draft")


def test_nothing_is_offered_that_is_not_approved_about_another_question_or_lacks_a_fact() -> None:
    ready = written()
    assert offered(asking()) == []
    approved(ready)
    assert (
        offered(asking(1, text="Hoeveel kost een nieuwe kaart voor mijn dochter van twaalf?\n", Subject="Kaart")) == []
    )
    Branch.objects.update(retired_at=NOW)
    assert offered(asking(2)) == []


def test_the_key_of_another_team_or_of_none_leads_nowhere() -> None:
    ready = approved(written())
    letter = asking()
    ReadyAnswer.objects.filter(pk=ready.pk).update(state="off")

    for key in (f"ready:{ready.uuid}", "ready:x", "ready:"):
        with pytest.raises(AnswerRefused, match="gone"):
            use_suggestion(asker=make_colleague("Jonas"), thread=letter.thread.uuid, source=key, now=NOW)
