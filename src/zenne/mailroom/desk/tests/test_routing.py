"""Letters find their service by their words: alone where that is sure, otherwise shown to a person."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from zenne.accounts.public import Team
from zenne.catalogue.public import PublicService
from zenne.core.access.public import SYSTEM
from zenne.mailroom.answers.actions.hand_over_letter import hand_over_letter
from zenne.mailroom.answers.actions.route_letter import route_letter
from zenne.mailroom.answers.examples import letters_with_service
from zenne.mailroom.answers.tests.builders import a_letter, answered, make_colleague, thread_of
from zenne.mailroom.desk.guesses import guesses_for
from zenne.mailroom.letters.actions.receive_message import receive_message
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.tests.builders import NOW, make_message, make_service
from zenne.mailroom.routing.files import keep, use
from zenne.mailroom.routing.tests.builders import WORDS, make_letters
from zenne.mailroom.routing.training import learned_model

pytestmark = pytest.mark.django_db
ABOUT_A_PASSPORT = "Goedendag, mijn paspoort is vervallen en ik wil reizen. Is deze pasfoto goed?\n"


@pytest.fixture(autouse=True)
def routing_that_knows_three_services(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path
    for service in WORDS:
        make_service(service, owner=f"team-{service}")
    use_from(0.5)


def use_from(confidence: float | None) -> None:
    """Put a model to use that routes alone from this confidence on."""
    model = replace(learned_model(make_letters(60)), sure_from=confidence)
    use([keep(model, now=NOW + timedelta(seconds=confidence or 0))])


def a_letter_without_service(text: str = ABOUT_A_PASSPORT, *, subject: str = "Vraag") -> Letter:
    raw = make_message(text, Subject=subject, Message_ID=f"<{len(text)}@example.org>")
    return receive_message(asker=SYSTEM, raw=raw, now=NOW).letter


def test_a_letter_of_which_the_service_is_sure_goes_to_its_team() -> None:
    letter = a_letter_without_service()
    assert route_letter(letter.thread.uuid)
    thread = thread_of(letter)
    assert (thread.service, thread.team) == (
        PublicService.objects.get(slug="passport"),
        Team.objects.get(key="team-passport"),
    )
    assert thread.is_guessed


def test_a_letter_of_which_the_service_is_not_sure_waits_for_a_person_who_sees_why() -> None:
    use_from(None)
    letter = a_letter_without_service()
    assert not route_letter(letter.thread.uuid)
    guesses = guesses_for(thread_of(letter), letter)
    assert guesses[0].service.slug == "passport"
    assert "paspoort" in guesses[0].words
    assert len(guesses) == 3


def test_what_a_person_or_the_writer_said_stays_and_is_not_guessed_again() -> None:
    letter = a_letter(ABOUT_A_PASSPORT)
    assert not route_letter(letter.thread.uuid)
    assert guesses_for(thread_of(letter), letter) == []


def test_it_learns_from_who_gave_it_away_and_who_answered_and_not_from_its_own_guesses() -> None:
    letter = a_letter_without_service()
    route_letter(letter.thread.uuid)
    assert list(letters_with_service()) == []

    hand_over_letter(asker=make_colleague(team="team-passport"), thread=letter.thread.uuid, team="", service="waste")
    assert [each.service for each in letters_with_service()] == ["waste"]

    other = a_letter_without_service("Goedendag, mijn pasfoto en paspoort, om te reizen.\n", subject="Nog iets")
    route_letter(other.thread.uuid)
    answered(other, make_colleague("Ada", team="team-passport"))
    assert [each.service for each in letters_with_service()] == ["waste", "passport"]


def test_without_anything_learned_a_letter_waits_as_it_came(settings: Any, tmp_path: Path) -> None:
    settings.DATA_FOLDER = tmp_path / "new"
    letter = a_letter_without_service()
    assert not route_letter(letter.thread.uuid)
    assert guesses_for(thread_of(letter), letter) == []
