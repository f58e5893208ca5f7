"""What a team reads of the days that were named to writers: how many held, and nothing of single letters."""

from datetime import timedelta

import pytest
from django.test import Client

from zenne.mailroom.figures.kept import Kept, KeptWeek, kept_days
from zenne.mailroom.figures.shapes import kept_picture
from zenne.mailroom.figures.tests.builders import MONDAY, browser_of_a_team, figures
from zenne.mailroom.letters.tests.builders import make_service

pytestmark = pytest.mark.django_db
PAGE = "/en/staff/letters/figures/"
WEEK = timedelta(days=7)


def named(service: str, *, days: int, held: int, weeks_ago: int = 0) -> None:
    """Days that were named for letters about a service, and how many of them held."""
    figures(service, letters=days, promised=days, held=held, week=MONDAY - weeks_ago * WEEK)


def page() -> str:
    return browser_of_a_team().get(PAGE).content.decode()


def test_before_a_week_was_counted_the_page_says_when_there_will_be_figures() -> None:
    assert kept_days() is None
    assert "three weeks after the first letter" in page()


def test_the_days_of_three_months_are_counted_together_and_for_each_team() -> None:
    make_service("passport")
    make_service("parking", owner="mobility")
    named("passport", days=40, held=38)
    named("passport", days=42, held=34, weeks_ago=12)
    named("parking", days=20, held=14)
    named("parking", days=500, held=0, weeks_ago=13)

    found = kept_days()

    assert found
    assert (found.first, found.last) == (MONDAY - 12 * WEEK, MONDAY + timedelta(days=6))
    assert found.all == Kept(100, 0.84)
    assert [(str(each.name), each.kept) for each in found.teams] == [
        ("Parking", Kept(20, 0.7)),
        ("Passport", Kept(80, 0.88)),
    ]
    assert not found.is_as_wanted
    shown = page()
    assert "84%" in shown
    assert "it was less" in shown


def test_what_is_of_no_service_stands_last_and_is_no_teams() -> None:
    make_service("passport")
    named("passport", days=50, held=50)
    named("", days=10, held=5)

    found = kept_days()

    assert found
    assert [bool(each.name) for each in found.teams] == [True, False]
    assert "Letters of no service" in page()


def test_a_team_with_few_named_days_is_left_out_with_another_so_that_the_sum_does_not_tell() -> None:
    for service, days in (("passport", 60), ("parking", 12), ("terrace", 3)):
        make_service(service, owner=f"team-{service}")
        named(service, days=days, held=days)

    found = kept_days()

    assert found
    assert [each.kept.days for each in found.teams] == [60]
    assert found.hides
    assert "Teams with few named days are left out." in page()


@pytest.mark.parametrize("held", [25, 26, 29, 30])
def test_a_share_never_tells_whether_one_day_or_none_did_not_hold(held: int) -> None:
    named("passport", days=30, held=held)

    found = kept_days()

    assert found
    assert found.all.share == (0.83 if held == 25 else 0.93)


def test_weeks_with_few_days_are_a_gap_in_the_line_and_no_share_in_the_table() -> None:
    for weeks_ago, days in enumerate((20, 20, 4, 20, 20, 20)):
        named("passport", days=days, held=days, weeks_ago=weeks_ago)

    found = kept_days()
    picture = kept_picture(found.weeks) if found else None

    assert picture
    assert [part.count(",") for part in picture.parts] == [3, 2]
    assert len(picture.points) == 5
    assert "fewer than 5" in page()


def test_a_single_week_is_no_picture() -> None:
    assert kept_picture([KeptWeek(MONDAY, Kept(20, 0.9))]) is None


def test_a_share_below_half_is_drawn_at_the_ground_of_the_picture() -> None:
    weeks = [KeptWeek(MONDAY, Kept(20, 0.2)), KeptWeek(MONDAY + WEEK, Kept(20, 1.0))]

    picture = kept_picture(weeks)

    assert picture
    assert [y for _x, y in picture.points] == ["180.0", "0.0"]


def test_whoever_answers_no_letters_does_not_see_it() -> None:
    assert Client().get(PAGE).status_code == 302


def test_the_page_is_found_from_the_letters() -> None:
    assert f'href="{PAGE}"' in browser_of_a_team().get("/en/staff/letters/").content.decode()


@pytest.mark.parametrize("teams", [2, 9])
def test_the_figures_take_as_many_queries_however_much_was_counted(
    teams: int, django_assert_num_queries: object
) -> None:
    for number in range(teams):
        make_service(f"s{number}", owner=f"team-{number}")
        named(f"s{number}", days=30, held=29, weeks_ago=number)

    with django_assert_num_queries(5):  # type: ignore[operator]
        kept_days()
