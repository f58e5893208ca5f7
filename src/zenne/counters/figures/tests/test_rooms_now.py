"""What somebody would be told who came now, at every branch at once."""

from datetime import timedelta
from typing import Any

import pytest

from zenne.core.content.public import announce_change
from zenne.counters.figures.rooms_now import rooms_now
from zenne.counters.queue.models import Promise
from zenne.counters.queue.tests.builders import Hall, a_branch, a_member, a_visit

pytestmark = pytest.mark.django_db


def test_it_is_what_the_next_ticket_says(hall: Hall) -> None:
    hall.open(hall.ada)
    for _each in range(5):
        hall.take()
    said = rooms_now(hall.now)[hall.branch.pk].by_service[hall.passport.service_id]
    promise = Promise.objects.get(ticket=hall.take())
    assert abs(said.p50 - promise.p50) <= 5
    assert abs(said.p90 - promise.p90) <= 10


def test_those_who_are_only_imagined_are_in_nobodys_way(hall: Hall) -> None:
    hall.open(hall.ada)
    before = rooms_now(hall.now)[hall.branch.pk].by_service
    assert {(told.p50, told.p90) for told in before.values()} == {(0, 1)}


def test_a_service_waits_for_the_desk_that_can_help_with_it(hall: Hall) -> None:
    permit = a_visit("permit", hall.branch, minutes=30)
    hall.open(hall.ada)
    hall.open(a_member(hall.branch, "cem", [permit]), desk=1)
    for _each in range(5):
        hall.take(permit)
    announce_change()
    found = rooms_now(hall.now)[hall.branch.pk]
    assert found.by_service[permit.service_id].p50 > found.by_service[hall.card.service_id].p90
    assert found.told is not None
    assert found.by_service[hall.card.service_id].p50 <= found.told.p50 <= found.by_service[permit.service_id].p90


def test_without_a_desk_nothing_is_said(hall: Hall) -> None:
    hall.take()
    found = rooms_now(hall.now)[hall.branch.pk]
    assert (found.waiting, found.desks_open, found.told, found.by_service) == (1, 0, None, {})


def test_a_desk_that_was_left_open_yesterday_helps_nobody(hall: Hall) -> None:
    hall.open(hall.ada)
    assert rooms_now(hall.now + timedelta(days=1))[hall.branch.pk].told is None


def test_it_is_played_once_a_minute(hall: Hall, django_assert_num_queries: Any) -> None:
    rooms_now(hall.now)
    with django_assert_num_queries(1):
        rooms_now(hall.now + timedelta(seconds=20))


def test_more_branches_need_no_more_queries(hall: Hall, django_assert_max_num_queries: Any) -> None:
    hall.open(hall.ada)
    rooms_now(hall.now)
    announce_change()
    with django_assert_max_num_queries(20) as few:
        rooms_now(hall.now)
    for number in range(5):
        branch = a_branch(f"branch-{number}")
        a_visit(f"service-{number}", branch)
    with django_assert_max_num_queries(len(few)):
        rooms_now(hall.now + timedelta(minutes=2))
