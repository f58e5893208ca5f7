"""Hours per channel in ``counters.yaml``: what is wrong is said with its line, what is right is written down."""

from pathlib import Path

import pytest

from zenne.catalogue.public import load_city
from zenne.catalogue.tests.city_folders import mistakes_of, small_city, write
from zenne.counters.capacity.models import CounterHours

FILE = """\
branches:
  centre:
    hours: {walk_in: "Mo 09:00-12:00"}
    services:
      passport: {appointment: "Mo 13:00-16:00"}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return small_city(tmp_path)


def written() -> set[tuple[str | None, str, str]]:
    return set(CounterHours.objects.values_list("service__slug", "channel", "hours"))


@pytest.mark.django_db
def test_a_service_has_its_own_hours_or_those_of_all_services_there(folder: Path) -> None:
    write(folder / "counters.yaml", FILE)

    load_city(folder)

    appointment = ("passport", "appointment", "Mo 13:00-16:00")
    of_all = (None, "walk-in", "Mo 09:00-12:00")
    assert written() == {appointment, of_all}

    write(folder / "counters.yaml", FILE.replace("appointment:", 'walk_in: "Tu 09:00-12:00", appointment:'))
    load_city(folder)

    assert written() == {appointment, of_all, ("passport", "walk-in", "Tu 09:00-12:00")}


@pytest.mark.django_db
def test_hours_that_are_taken_out_of_the_file_are_gone(folder: Path) -> None:
    write(folder / "counters.yaml", FILE)
    load_city(folder)
    write(folder / "counters.yaml", "branches: {centre: {biometrics: 1}}\n")

    load_city(folder)

    assert written() == set()


@pytest.mark.django_db
def test_hours_stay_when_nothing_changed(folder: Path) -> None:
    write(folder / "counters.yaml", FILE)
    load_city(folder)
    before = set(CounterHours.objects.values_list("pk", flat=True))

    load_city(folder)

    assert set(CounterHours.objects.values_list("pk", flat=True)) == before


@pytest.mark.parametrize(
    ("old", "new", "mistake"),
    [
        ("Mo 09:00-12:00", "Mo nine", "counters.yaml:3"),
        ("Mo 13:00-16:00", "99", "counters.yaml:5"),
        ("passport:", "nothing:", "counters.yaml:5"),
        ("walk_in", "walking", "counters.yaml:3"),
    ],
)
def test_hours_that_nobody_can_read_and_services_that_are_not_there_are_mistakes(
    folder: Path, old: str, new: str, mistake: str
) -> None:
    write(folder / "counters.yaml", FILE.replace(old, new, 1))

    assert any(mistake in each for each in mistakes_of(folder))
