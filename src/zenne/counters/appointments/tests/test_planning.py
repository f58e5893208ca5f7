"""Who is planned at which desk."""

from datetime import datetime, timedelta

import pytest

from zenne.core.access.public import NOBODY, NotAllowed
from zenne.counters.appointments.tests.builders import DESK_WORKER, PLANNER, at, make_city
from zenne.counters.capacity.actions.plan_shift import plan_shift
from zenne.counters.capacity.errors import ShiftRefused
from zenne.counters.capacity.models import Desk

pytestmark = pytest.mark.django_db


def test_a_shift_is_free_from_its_beginning_to_its_end() -> None:
    city = make_city()
    member = city.member(city.branch)
    desk = Desk.objects.create(branch=city.branch, number=1)

    shift = plan_shift(asker=PLANNER, member=member, desk=desk, starts_at=at("09:00"), ends_at=at("10:00"))

    assert (shift.free, shift.longest) == ("fff", 12)
    assert [f"{slot.starts_at:%H:%M}" for slot in city.search().slots] == ["09:00", "09:15", "09:30", "09:45"]


@pytest.mark.parametrize(
    ("begin", "end", "code"),
    [
        (at("10:00"), at("10:00"), "wrong-times"),
        (at("10:00"), at("09:00"), "wrong-times"),
        (at("10:02"), at("11:00"), "wrong-times"),
        (at("10:00"), at("10:00") + timedelta(days=2), "too-long"),
        (at("09:30"), at("11:00"), "member-is-elsewhere"),
        (at("09:00"), at("10:00"), "member-is-elsewhere"),
    ],
)
def test_a_shift_that_cannot_be_is_refused(begin: datetime, end: datetime, code: str) -> None:
    city = make_city()
    planned = city.shift(begin="09:00", end="10:00")
    other = Desk.objects.create(branch=city.branch, number=1000)

    with pytest.raises(ShiftRefused, match=code):
        plan_shift(asker=PLANNER, member=planned.member, desk=other, starts_at=begin, ends_at=end)


def test_a_desk_has_one_person_at_a_time() -> None:
    city = make_city()
    planned = city.shift(begin="09:00", end="10:00")

    with pytest.raises(ShiftRefused, match="desk-is-taken"):
        plan_shift(
            asker=PLANNER,
            member=city.member(city.branch),
            desk=planned.desk,
            starts_at=at("09:30"),
            ends_at=at("10:30"),
        )


def test_only_those_who_plan_may_plan() -> None:
    city = make_city()
    desk = Desk.objects.create(branch=city.branch, number=1)

    for asker in (NOBODY, DESK_WORKER):
        with pytest.raises(NotAllowed):
            plan_shift(
                asker=asker, member=city.member(city.branch), desk=desk, starts_at=at("09:00"), ends_at=at("10:00")
            )
