"""A ready answer leaves by itself once letters that people answered show that it is right."""

from uuid import UUID

import pytest

from zenne.core.access.public import Asker
from zenne.mailroom.answers.tests.builders import make_colleague
from zenne.mailroom.letters.tests.builders import NOW
from zenne.mailroom.ready.actions.measure_ready_answer import measure_ready_answer
from zenne.mailroom.ready.models import ReadyAnswer
from zenne.mailroom.ready.tasks import measure_all
from zenne.mailroom.ready.tests.builders import answered_by_person, approved, written

pytestmark = pytest.mark.django_db
ENOUGH = 21


@pytest.fixture
def jonas() -> Asker:
    return make_colleague("Jonas")


def measure(ready: UUID) -> ReadyAnswer:
    return measure_ready_answer(ready=ready, now=NOW)


def test_without_letters_it_does_not_leave(jonas: Asker) -> None:
    ready = measure(approved(written(), jonas).uuid)

    assert (ready.sure_from, ready.letters, ready.measured_at) == (None, 0, NOW)


def test_letters_that_people_answered_so_show_that_it_is_sure(jonas: Asker) -> None:
    ready = approved(written(), jonas)
    for each in range(ENOUGH):
        answered_by_person(each, jonas)

    found = measure(ready.uuid)

    assert found.sure_from is not None
    assert (found.letters, found.right) == (ENOUGH, ENOUGH)
    assert measure_all.func() == 1


def test_what_people_answered_otherwise_counts_against_it(jonas: Asker) -> None:
    ready = approved(written(), jonas)
    for each in range(ENOUGH):
        answered_by_person(each, jonas)
    for each in range(2):
        answered_by_person(ENOUGH + each, jonas, said="Daarvoor moet u bij de gemeente van uw woonplaats zijn.")

    found = measure(ready.uuid)

    assert (found.sure_from, found.letters, found.right) == (None, ENOUGH + 2, ENOUGH)


def test_other_questions_are_not_counted(jonas: Asker) -> None:
    ready = approved(written(), jonas)
    answered_by_person(1, jonas, text="Hoeveel kost een nieuwe kaart voor mijn dochter?\n")

    assert measure(ready.uuid).letters == 0
