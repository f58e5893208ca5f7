"""When people come with an appointment, and when without: for all services of a branch, or for some of them."""

import pytest
from django.test import Client

from zenne.core.content.public import announce_change, current_version
from zenne.counters.appointments.tests.builders import City, make_city
from zenne.counters.capacity.actions.write_counter_hours import BranchHours, write_counter_hours
from zenne.counters.capacity.channels import Channel, hours_for, ways_at
from zenne.counters.capacity.models import CounterHours

pytestmark = pytest.mark.django_db
MORNINGS, EVENINGS = "Mo-Fr 09:00-11:00", "Th 16:00-17:00"


@pytest.fixture
def city() -> City:
    return make_city()


def write(city: City, **services: dict[str, str]) -> bool:
    changed = write_counter_hours({city.branch.slug: BranchHours({"walk_in": MORNINGS}, services)})
    announce_change()
    return changed


def test_hours_of_all_services_hold_where_a_service_has_none_of_its_own(city: City) -> None:
    assert write(city, passport={"appointment": EVENINGS})
    assert not write(city, passport={"appointment": EVENINGS}), "nothing has changed"

    branch, service = city.branch.pk, city.visit.service_id
    assert [each.hours for each in ways_at(current_version(), branch, None)] == [MORNINGS]
    assert [each.hours for each in ways_at(current_version(), branch, service)] == [EVENINGS, MORNINGS]
    assert hours_for(Channel.WALK_IN, branch + 1, None, version=current_version()) == ""
    assert write(city, passport={"walk_in": EVENINGS})
    assert [each.hours for each in ways_at(current_version(), branch, service)] == [EVENINGS]


def test_a_service_that_comes_later_has_them_too(city: City) -> None:
    write(city)

    assert CounterHours.objects.get().service is None
    assert hours_for(Channel.WALK_IN, city.branch.pk, 99, version=current_version()) == MORNINGS


@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Zonder afspraak"), ("fr", "Sans rendez-vous"), ("en", "Without an appointment")]
)
def test_the_page_shows_them_beside_the_hours_of_the_counter(city: City, language: str, title: str) -> None:
    write(city)

    assert f">{title}</th>" in Client().get(f"/{language}/branches/centre/").content.decode()
