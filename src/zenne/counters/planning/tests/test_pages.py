"""The pages of planning, as browsers without JavaScript see them."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from zenne.accounts.public import Person
from zenne.counters.appointments.tests.builders import City
from zenne.counters.capacity.models import Shift
from zenne.counters.planning.models import Withdrawal
from zenne.counters.planning.rules.weeks import week_name
from zenne.counters.planning.tests.builders import a_desk, browser_of, next_monday, team_browser
from zenne.workforce.public import StaffMember

pytestmark = pytest.mark.django_db

START = "/en/staff/planning/"


@pytest.fixture
def day() -> date:
    return next_monday()


def week_path(day: date, branch: str = "centre") -> str:
    return f"{START}{branch}/{week_name(day)}/"


def sent(member: StaffMember, day: date, **more: str) -> dict[str, str]:
    known = {"do": "plan", "desk": "1", "begin": "09:00", "end": "17:00", "takes": "both", "until": ""}
    return {**known, "member": member.key, "day": day.isoformat(), **more}


def planned(city: City, day: date, browser: Client, **more: str) -> Shift:
    a_desk(city)
    answer = browser.post(week_path(day), sent(city.member(city.branch), day, **more))
    assert "1 shift is planned" in answer.content.decode()
    return Shift.objects.latest("pk")


def test_a_team_plans_a_shift_and_sees_it_in_the_week_and_in_the_picture(city: City, day: date) -> None:
    browser = team_browser()
    shift = planned(city, day, browser)

    page = browser.get(week_path(day)).content.decode()
    assert f"/en/staff/planning/shifts/{shift.pk}/" in page
    assert shift.member.name in page
    shown = browser.get(f"{week_path(day)}?day={day}").content.decode()
    assert 'class="z-gantt__shift"' in shown
    assert "The day as a table" in shown
    assert "style=" not in shown


def test_a_repetition_says_what_it_left_out(city: City, day: date) -> None:
    browser, member = team_browser(), city.member(city.branch)
    a_desk(city)
    browser.post(week_path(day), sent(member, day + timedelta(weeks=1)))
    until = (day + timedelta(weeks=2)).isoformat()
    answer = browser.post(week_path(day), sent(member, day, until=until)).content.decode()

    assert "left out" in answer
    assert "planned at another desk at that time" in answer


def test_a_refusal_stands_at_its_field_and_what_was_typed_is_kept(city: City, day: date) -> None:
    browser = team_browser()
    planned(city, day, browser)
    answer = browser.post(week_path(day), sent(city.member(city.branch), day, begin="10:00"))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Somebody else is planned at this desk at that time." in page
    assert re.search(r'name="begin" value="10:00"', page)


@pytest.mark.parametrize(
    "strange",
    [
        {"member": "\0"},
        {"desk": "999"},
        {"day": "0001-01-01"},
        {"day": "9999-12-31"},
        {"day": "tomorrow"},
        {"begin": "25:00"},
        {"begin": "17:00", "end": "09:00"},
        {"begin": "09:01"},
        {"until": "9999-12-31"},
        {"until": "2000-01-01"},
        {"takes": "everybody"},
    ],
)
def test_hostile_input_is_refused_and_plans_nothing(city: City, day: date, strange: dict[str, str]) -> None:
    a_desk(city)
    answer = team_browser().post(week_path(day), {**sent(city.member(city.branch), day), **strange})
    assert answer.status_code == 422
    assert not Shift.objects.exists()


@pytest.mark.parametrize(
    "path",
    [
        "nowhere/", "nowhere/2026-W50/", "centre/2026-W60/", "centre/9999-W52/", "centre/week/", "shifts/1/",
        "shifts/99999999999999999999/", "withdrawals/00000000-0000-0000-0000-000000000000/", "nowhere/close/",
    ],
)  # fmt: skip
def test_an_address_of_nothing_is_not_found(city: City, path: str) -> None:
    assert team_browser().get(f"{START}{path}").status_code == 404


def test_what_is_not_asked_for_is_not_done(city: City, day: date) -> None:
    browser = team_browser()
    shift = planned(city, day, browser)
    assert browser.post(week_path(day), {"do": "explode"}).status_code == 404
    assert browser.post(f"{START}shifts/{shift.pk}/", {"do": ""}).status_code == 404
    assert browser.get(f"{week_path(day)}?day=x").status_code == 200
    assert browser.get(f"{week_path(day)}?day=2020-01-01").status_code == 200
    assert Shift.objects.get().withdrawn_at is None


def test_a_week_is_planned_like_the_one_before(city: City, day: date) -> None:
    browser = team_browser()
    planned(city, day, browser)
    answer = browser.post(week_path(day + timedelta(weeks=1)), {"do": "copy"}).content.decode()
    assert "1 shift is planned" in answer
    assert Shift.objects.count() == 2
    assert "Nothing is planned in the week before." in browser.post(week_path(day), {"do": "copy"}).content.decode()


def test_a_shift_is_changed_and_then_withdrawn(city: City, day: date) -> None:
    browser = team_browser()
    shift = planned(city, day, browser)
    form = {**sent(shift.member, day, begin="10:00"), "do": "change"}

    done = browser.post(f"{START}shifts/{shift.pk}/", form, follow=True).content.decode()
    assert "The shift is changed." in done
    changed = Shift.objects.get()
    page = browser.get(f"{START}shifts/{changed.pk}/").content.decode()
    assert "No appointment is touched by this." in page
    account = browser.post(f"{START}shifts/{changed.pk}/", {"do": "withdraw"}, follow=True).content.decode()
    assert "No appointment was in it." in account
    assert browser.get(f"{START}shifts/{changed.pk}/").status_code == 404


def test_closing_says_whom_it_touches_does_it_and_accounts_by_number(city: City, day: date) -> None:
    browser = team_browser()
    shift = planned(city, day, browser)
    booking = city.booked("09:00", "ann@example.org", day=day, now=shift.starts_at - timedelta(days=2))
    page = browser.get(f"{START}centre/close/?day={day}").content.decode()
    assert "1 shift falls away." in page
    assert "1 appointment loses its time." in page

    account = browser.post(f"{START}centre/close/", {"day": day.isoformat()}, follow=True).content.decode()
    assert f">{booking.pk}</th>" in account
    assert "ann@example.org" not in account
    assert "We are looking for somebody else or another time." in account
    assert "The branch is closed at this time." in browser.get(f"{START}centre/close/?day={day}").content.decode()
    assert browser.post(f"{START}centre/close/", {"day": "2020-01-01"}).status_code == 422
    assert browser.get(f"{START}centre/close/?day=x").status_code == 422
    assert Withdrawal.objects.count() == 1
    booking.delete()


def test_somebody_at_a_counter_comes_to_their_own_branch_and_others_choose(city: City) -> None:
    browser = team_browser()
    assert "Of which branch" in browser.get(START).content.decode()
    StaffMember.objects.create(
        key="tina", name="Tina", branch=city.branches[1], person=Person.objects.get(name="Tina"), languages=["nl"]
    )
    assert browser.get(START).headers["Location"].startswith(f"{START}laeken/")
    assert browser.get(f"{START}centre/").headers["Location"].startswith(f"{START}centre/")


def test_nobody_else_sees_a_plan(city: City, day: date) -> None:
    shift = planned(city, day, team_browser())
    resident = browser_of(Person.objects.create(name="Rita"))
    for path in ("", "centre/", f"centre/{week_name(day)}/", f"shifts/{shift.pk}/", "centre/close/"):
        assert Client().get(START + path).status_code == 302
        assert resident.get(START + path).status_code == 403
    assert resident.post(week_path(day), {"do": "copy"}).status_code == 403
    assert resident.post(f"{START}shifts/{shift.pk}/", {"do": "withdraw"}).status_code == 403


def test_the_page_of_a_week_asks_as_often_for_many_shifts_as_for_few(
    city: City,
    day: date,
    django_assert_max_num_queries: DjangoAssertNumQueries,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    browser = team_browser()
    planned(city, day, browser)
    browser.get(week_path(day))
    with django_assert_max_num_queries(30) as few:
        browser.get(week_path(day))
    count = len(few)
    for number in range(2, 12):
        a_desk(city, number)
        browser.post(week_path(day), sent(city.member(city.branch), day, desk=str(number)))
    with django_assert_num_queries(count):
        browser.get(week_path(day))
