"""The pages and the operation of the figures, as browsers without JavaScript and programs see them."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from zenne.core.content.public import announce_change
from zenne.counters.figures.actions.count_days import count_days
from zenne.counters.figures.actions.measure_first_free import measure_first_free
from zenne.counters.figures.models import RoomDay
from zenne.counters.figures.rules.calibration import NOMINAL
from zenne.counters.queue.rooms import day_of
from zenne.counters.queue.tests.builders import Hall, a_branch, a_member, a_visit, open_all_day

pytestmark = pytest.mark.django_db
PAGES = ("/en/parity/now/", "/en/parity/now/centre/", "/en/waiting-times/")
API = "/api/v1/branch-parity"


@pytest.fixture
def hall() -> Hall:
    return open_all_day()


def page(path: str, **question: str) -> str:
    answer = Client().get(path, question)
    assert answer.status_code == 200
    return answer.content.decode()


def yesterday(hall: Hall, **facts: Any) -> RoomDay:
    return RoomDay.objects.create(
        branch=hall.branch, day=day_of(hall.now - timedelta(days=1)), begins_at=hall.now, **facts
    )


def busy(hall: Hall) -> None:
    hall.open(hall.ada)
    for _each in range(4):
        hall.take()


def test_before_anything_was_counted_every_page_says_so(hall: Hall) -> None:
    assert "Nothing has been counted" in page(PAGES[0])
    assert "Nobody has come yet" in page(PAGES[1])
    assert "Nobody has been told a waiting time" in page(PAGES[2])


def test_a_branch_says_how_long_whoever_comes_now_waits(hall: Hall) -> None:
    assert "No desk is open now" in page(PAGES[0])
    busy(hall)
    announce_change()
    found = page(PAGES[0])
    assert "If you come now, you will probably wait" in found
    assert "4 people wait" in found


def test_a_service_that_nobody_here_can_help_with_is_not_promised(hall: Hall) -> None:
    a_visit("permit", hall.branch)
    busy(hall)
    announce_change()
    assert "Nobody who can help with this is at a desk now" in page(PAGES[0], service="permit")


def test_a_service_shows_the_branches_that_offer_it(hall: Hall) -> None:
    laeken = a_branch("laeken")
    a_visit("permit", laeken)
    found = page(PAGES[0], service="permit")
    assert "Laeken" in found
    assert 'href="/en/parity/now/centre/"' not in found


def test_how_soon_an_appointment_is_free_is_that_of_half_of_all_visits(hall: Hall) -> None:
    measure_first_free(at=hall.now)
    announce_change()
    assert "Nothing free in three months" in page(PAGES[0])
    assert "Nothing free in three months" in page(PAGES[1])


def test_today_the_room_is_drawn_as_it_is_and_desks_where_there_are_few_are_not(hall: Hall) -> None:
    busy(hall)
    count_days(day_of(hall.now), day_of(hall.now), at=hall.now)
    found = page(PAGES[1])
    assert "<polyline" in found
    assert "Desks open" not in found


def test_on_days_that_are_over_small_counts_are_not_told_apart(hall: Hall) -> None:
    past = yesterday(hall, waiting=[0, 1, 4, 5, 17], desks=[3, 3, 3, 2, 1])
    found = page(PAGES[1], day=past.day.isoformat())
    assert found.count("fewer than 5") == 2
    assert "Desks open" in found
    assert ">17<" in found


def test_the_curve_stands_beside_its_table_with_bands(hall: Hall) -> None:
    yesterday(hall, told=100, held=[50 + 5 * place for place in range(len(NOMINAL))])
    found = page(PAGES[2])
    assert "100 people were told" in found
    assert "90 of 100" in found
    assert found.count("<circle") == len(NOMINAL)
    assert "82% – 94%" in found


def test_too_few_promises_of_a_branch_are_not_shown(hall: Hall) -> None:
    yesterday(hall, told=4, held=[4] * len(NOMINAL))
    assert "Branch by branch" not in page(PAGES[2])


@pytest.mark.parametrize(
    "address",
    [
        "/en/parity/now/?service=nowhere",
        "/en/parity/now/?service=%00",
        "/en/parity/now/nowhere/",
        "/en/parity/now/centre/?day=2026-13-45",
        "/en/parity/now/centre/?day=%00",
        "/en/parity/now/centre/?day=" + "9" * 5000,
        f"{API}?service=nowhere",
        f"{API}?service=%00",
        f"{API}?service=" + "x" * 5000,
    ],
)
def test_what_does_not_exist_is_not_found(hall: Hall, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_the_operation_says_the_same(hall: Hall) -> None:
    busy(hall)
    answer = Client().get(API, {"service": "passport"})
    [item] = answer.json()["items"]
    assert (item["branch"], item["is_open"], item["waiting"], item["desks_open"]) == ("centre", True, 4, 1)
    assert 0 <= item["p50"] <= item["p90"]
    assert answer["Cache-Control"] == "public, max-age=60"


def test_no_page_names_a_member_of_staff(hall: Hall) -> None:
    busy(hall)
    for path in PAGES:
        assert "Ada" not in page(path)


@pytest.mark.parametrize("address", [*PAGES[:2], "/en/parity/now/?service=passport", API])
def test_more_branches_services_and_people_need_no_more_queries(
    hall: Hall, address: str, django_assert_max_num_queries: Any
) -> None:
    busy(hall)
    Client().get(address)
    announce_change()
    with django_assert_max_num_queries(200) as first:
        Client().get(address)
    for number in range(4):
        branch = a_branch(f"branch-{number}", hours="24/7")
        visits = [a_visit(f"service-{number}-{each}", branch, hall.branch) for each in range(3)]
        other = Hall.__new__(Hall)
        other.branch, other.now, other.passport, other.card = branch, hall.now, visits[0], visits[1]
        other.desks = list(branch.counter_desks.all())
        other.open(a_member(branch, f"colleague-{number}", visits))
        for _each in range(3):
            other.take()
    announce_change()
    with django_assert_max_num_queries(len(first)):
        Client().get(address)


def test_a_page_is_kept_for_less_than_a_minute(hall: Hall, django_assert_max_num_queries: Any) -> None:
    page(PAGES[0])
    with django_assert_max_num_queries(3):
        page(PAGES[0])


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_every_language_has_the_pages(hall: Hall, language: str) -> None:
    busy(hall)
    for path in PAGES:
        assert Client().get(path.replace("/en/", f"/{language}/")).status_code == 200


def test_the_comparison_and_the_page_of_a_branch_lead_there(hall: Hall) -> None:
    assert 'href="/en/parity/now/"' in page("/en/parity/")
    assert 'href="/en/parity/now/centre/"' in page("/en/branches/centre/")
