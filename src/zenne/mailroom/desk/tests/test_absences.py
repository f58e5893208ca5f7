"""The page on which a team says how many of it are away."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zenne.mailroom.answers.models import TeamAway
from zenne.mailroom.desk.tests.browsers import in_team

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/letters/away/"


def filled_in(**more: str) -> dict[str, str]:
    today = timezone.localdate()
    said = {"team": "population", "people": "1", "first_day": f"{today}", "last_day": f"{today + timedelta(days=4)}"}
    return {**said, **more}


def test_a_team_says_how_many_are_away_and_takes_it_back_from_the_page_of_letters() -> None:
    sofia, jonas = in_team("Sofia"), in_team("Jonas")
    assert PAGE.encode() in jonas.get("/en/staff/letters/").content
    assert b"population (2)" in jonas.get(PAGE).content

    said = jonas.post(PAGE, filled_in(), follow=True).content
    assert b"later days are promised to those who write" in said
    assert b"population: one person is away" in sofia.get(PAGE).content

    back = sofia.post(f"{PAGE}end/", {"away": str(TeamAway.objects.get().uuid)}, follow=True).content
    assert b"It is removed." in back
    assert not TeamAway.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"people": ""}, "Write a number."),
        ({"people": "<b>"}, "Write a number."),
        ({"people": "0"}, "greater than or equal to 1"),
        ({"people": "7"}, "Your team has fewer people than that."),
        ({"first_day": ""}, "Choose a day."),
        ({"last_day": "2001-01-01"}, "The last day is before the first one"),
        ({"team": "mobility"}, "mobility is not one of the available choices"),
    ],
)
def test_a_mistake_is_said_and_what_was_typed_stays(wrong: dict[str, str], said: str) -> None:
    answer = in_team("Jonas").post(PAGE, filled_in(**wrong))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not TeamAway.objects.exists()


@pytest.mark.parametrize("named", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_taking_back_what_is_not_there_changes_nothing(named: str) -> None:
    assert in_team("Jonas").post(f"{PAGE}end/", {"away": named}).status_code == 302


def test_another_team_sees_nothing_of_it() -> None:
    in_team("Jonas").post(PAGE, filled_in())

    assert b"one person is away" not in in_team("Mo", team="mobility").get(PAGE).content
