"""What tests of planning begin with: a city, desks, and browsers of those who plan."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from zenne.accounts.public import Person, Proof, Team, TeamMembership, sign_in
from zenne.core.access.public import Assurance
from zenne.core.content.public import current_version
from zenne.core.languages.public import Translated
from zenne.counters.appointments.actions.relocate_booking import relocate_booking
from zenne.counters.appointments.tests.builders import MONDAY, NOW, PLANNER, City
from zenne.counters.capacity.models import Desk, Shift
from zenne.counters.planning.actions.close_for_a_while import close_for_a_while
from zenne.counters.planning.actions.plan_shifts import Planned, ShiftWish, plan_shifts
from zenne.counters.planning.models import Withdrawal
from zenne.counters.planning.stretches import Said, stretch_of
from zenne.workforce.public import StaffMember


def a_desk(city: City, number: int = 1, **facts: Any) -> Desk:
    return Desk.objects.get_or_create(branch=city.branch, number=number, defaults=facts)[0]


def wish(
    city: City, *, member: StaffMember | None = None, desk: Desk | None = None, day: date = MONDAY, **more: Any
) -> ShiftWish:
    """Somebody at the first desk from nine to five."""
    known = {"begin": time(9), "end": time(17), **more}
    return ShiftWish(member or city.member(city.branch), desk or a_desk(city), day, **known)


def plan(wanted: ShiftWish, *, until: date | None = None) -> Planned:
    return plan_shifts(asker=PLANNER, wish=wanted, until=until, now=NOW, version=current_version())


def close_for(
    city: City, begin: str = "", end: str = "", *, day: date = MONDAY, now: datetime = NOW
) -> Withdrawal | None:
    """Close the first branch on a day, or between two times that begin on it."""
    said = Said(day, *(time.fromisoformat(each) if each else None for each in (begin, end)))
    city.branch.refresh_from_db()
    stretch = stretch_of(said, branch=city.branch, now=now, version=current_version())
    return close_for_a_while(asker=PLANNER, branch=city.branch, stretch=stretch, now=now)


def do_the_work(*shifts: Shift) -> None:
    """What a worker does after shifts were withdrawn."""
    relocate_booking(shifts=[shift.pk for shift in shifts], now=NOW)


def days_of(shifts: Sequence[Shift]) -> list[date]:
    return [timezone.localtime(shift.starts_at).date() for shift in shifts]


def team_browser() -> Client:
    """A browser of somebody in a team."""
    person = Person.objects.create(name="Tina")
    team, _ = Team.objects.get_or_create(key="population", defaults={"name": Translated({"en": "Population"})})
    TeamMembership.objects.create(person=person, team=team, granted_by="system")
    return browser_of(person)


def browser_of(person: Person) -> Client:
    request = HttpRequest()
    request.session = Client().session
    sign_in(request, person=person, proof=Proof(Assurance.HIGH, "test", second_factor=True))
    request.session.save()
    browser = Client()
    browser.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return browser


def next_monday() -> date:
    """A Monday that comes, whenever the test runs: pages look at the clock."""
    today = timezone.localdate()
    return today + timedelta(days=14 - today.weekday())
