"""Two people rearrange the same letters at one moment, on a database that has several writers."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier
from uuid import UUID

import pytest
from django.db import connection

from zenne.core.access.public import Asker
from zenne.mailroom.answers.actions.merge_letters import merge_letters
from zenne.mailroom.answers.actions.split_letter import SecondQuestion, split_letter
from zenne.mailroom.answers.errors import AnswerRefused
from zenne.mailroom.answers.tests.builders import a_letter, make_colleague
from zenne.mailroom.letters.models import Letter, Merger, Thread
from zenne.mailroom.letters.tests.builders import NOW, make_message, receive

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
LATER = NOW + timedelta(hours=2)


@pytest.fixture(autouse=True)
def several_writers() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer at a time")


def at_once(*deeds: Callable[[], object]) -> list[str]:
    """What became of each."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> str:
        barrier.wait()
        try:
            deed()
        except AnswerRefused as refused:
            return refused.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def merging(asker: Asker, thread: UUID, into: UUID) -> Callable[[], object]:
    return partial(merge_letters, asker=asker, thread=thread, into=into, now=LATER)


def two_letters() -> tuple[Letter, Letter]:
    return a_letter(), a_letter("Nog iets.\n", now=LATER, Subject="Verhuisd", Message_ID="<two@example.org>")


def test_of_two_who_put_them_together_the_other_way_round_one_wins() -> None:
    first, second = two_letters()
    one, other = first.thread.uuid, second.thread.uuid
    jonas, sofia = make_colleague(), make_colleague("Sofia")

    assert sorted(at_once(merging(jonas, one, other), merging(sofia, other, one))) == ["done", "merged"]

    assert Thread.objects.exclude(state=Thread.State.NONE).get().letters.count() == 2
    assert Merger.objects.count() == 1


def test_a_letter_that_comes_while_its_conversation_ends_is_in_the_one_that_lives_on() -> None:
    first, second = two_letters()
    reply = make_message("Ja.\n", In_Reply_To="<one@example.org>", Message_ID="<reply@example.org>")

    at_once(
        merging(make_colleague(), first.thread.uuid, second.thread.uuid),
        partial(receive, reply, LATER),
    )

    assert set(Letter.objects.values_list("thread", flat=True)) == {second.thread_id}


def test_a_second_question_that_two_people_find_is_asked_once() -> None:
    letter = a_letter()
    jonas, sofia = make_colleague(), make_colleague("Sofia")
    asking = [
        partial(split_letter, asker=each, letter=letter.uuid, second=SecondQuestion("Parkeren"), now=LATER)
        for each in (jonas, sofia)
    ]

    assert sorted(at_once(*asking)) == ["divided", "done"]
    assert Thread.objects.count() == 2
