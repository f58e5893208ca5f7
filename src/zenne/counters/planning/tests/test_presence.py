"""On which days a whole team is away, as far as its shifts say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from zenne.accounts.public import Team
from zenne.counters.appointments.tests.builders import MONDAY, City, make_city
from zenne.counters.capacity.models import Shift
from zenne.workforce.public import StaffMember, days_off

pytestmark = pytest.mark.django_db
WEEK = timedelta(days=6)


@pytest.fixture
def city() -> City:
    return make_city()


def team_of(*members: StaffMember) -> Team:
    team = Team.objects.create(key="population", name={"en": "Population"})
    StaffMember.objects.filter(pk__in=[each.pk for each in members]).update(team=team)
    return team


def withdraw(*shifts: Shift) -> None:
    Shift.objects.filter(pk__in=[each.pk for each in shifts]).update(withdrawn_at=timezone.now(), longest=0)


def test_a_day_on_which_all_shifts_of_the_team_were_withdrawn_is_one_on_which_nobody_is_in(city: City) -> None:
    ada, ben = city.member(city.branch), city.member(city.branch)
    team = team_of(ada, ben)
    tuesday = MONDAY + timedelta(days=1)
    withdraw(*(city.shift(member=each, day=MONDAY) for each in (ada, ben)), city.shift(member=ada, day=tuesday))
    city.shift(member=ben, day=tuesday)

    assert days_off(team, first=MONDAY, last=MONDAY + WEEK) == {MONDAY}


def test_whoever_plans_no_shifts_says_nothing_and_other_teams_do_not_count(city: City) -> None:
    stranger = city.member(city.branch)
    withdraw(city.shift(member=stranger))
    team = team_of(city.member(city.branch))

    assert days_off(team, first=MONDAY, last=MONDAY + WEEK) == set()


def test_only_the_days_that_are_asked_for_are_said_by_the_clock_of_the_city(city: City) -> None:
    ada = city.member(city.branch)
    team = team_of(ada)
    withdraw(city.shift(member=ada, begin="00:05", end="01:00"))

    assert days_off(team, first=MONDAY, last=MONDAY) == {MONDAY}
    assert not days_off(team, first=MONDAY - WEEK, last=MONDAY - timedelta(days=1))
