"""The demonstration: four weeks behind it, and a morning that goes on by the real actions."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Sum
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from zenne.accounts.public import DEMO_IDENTITIES, Person
from zenne.catalogue.public import Branch, load_city
from zenne.core.access.public import NOBODY, Asker, AskerKind, Assurance, codes
from zenne.counters.appointments.actions.fill_demo import fill_demo
from zenne.counters.appointments.errors import NoDemonstration
from zenne.counters.appointments.models import Booking
from zenne.counters.figures.actions.fill_history import fill_history
from zenne.counters.figures.actions.play_morning import play_morning
from zenne.counters.figures.demonstration.morning import Morning
from zenne.counters.figures.models import FirstFree, HourFigures, RoomDay
from zenne.counters.figures.rules import morning
from zenne.counters.figures.rules.calibration import NOMINAL
from zenne.counters.queue.actions.call_next import call_next
from zenne.counters.queue.actions.finish import finish
from zenne.counters.queue.actions.open_desk import open_desk
from zenne.counters.queue.actions.start_helping import start_helping
from zenne.counters.queue.actions.take_demo_place import take_demo_place
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.models import OPEN, Attendance, DeskSession, Movement, Promise, Ticket
from zenne.counters.queue.permissions import SERVE
from zenne.counters.queue.queries import visits_at

BRUSSELS = Path(__file__).parents[5] / "cities" / "brussels"
TUESDAY = datetime(2026, 11, 24, 10, 0, tzinfo=ZoneInfo("Europe/Brussels"))
NIGHT = TUESDAY.replace(hour=2)
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.any_database]


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A city with appointments, once for all tests: each gives back what it changed, and this the rest."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_city(BRUSSELS)
        with override_settings(DEMO=True):
            fill_demo(now=TUESDAY)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def city(filled: None, settings: Settings) -> None:
    settings.DEMO = True


def live(minutes: int, *, begin: datetime = TUESDAY, is_open: bool = True) -> set[UUID]:
    """So many minutes pass at the largest branch, in steps of half a minute."""
    invented: set[UUID] = set()
    branch = Branch.objects.get(slug="centre")
    for step in range(2 * minutes):
        now = begin + step * timedelta(seconds=30)
        Morning(branch, now, 30, is_open=is_open, invented=invented, chance=Random(step)).go_on()  # noqa: S311
    return invented


def test_four_weeks_are_full_once_and_promises_held_about_as_often_as_they_should(city: None) -> None:
    made = fill_history(now=TUESDAY)
    assert made == Ticket.objects.count() > 5000
    assert not Ticket.objects.filter(state__in=OPEN).exists()
    assert Ticket.objects.values("day").distinct().count() > 18
    told = sum(RoomDay.objects.values_list("told", flat=True))
    held = sum(room.held[NOMINAL.index(90)] for room in RoomDay.objects.exclude(held=[]))
    assert told == Promise.objects.count()
    assert 0.85 < held / told < 0.97
    assert set(Booking.objects.filter(shift=None).values_list("state", flat=True)) == {"helped", "missed", "cancelled"}
    assert FirstFree.objects.values("day").distinct().count() > 18
    assert HourFigures.objects.count() > 1000
    seen = Attendance.objects.aggregate(came=Sum("came"), missed=Sum("missed"))
    assert 0 < seen["missed"] < seen["came"], "the team sees at once who does not come"
    # A second start adds nothing, and a later one only what is missing.
    assert fill_history(now=TUESDAY) == 0
    assert 0 < fill_history(now=TUESDAY + timedelta(days=1)) < made / 4


def test_a_morning_lives_by_the_real_actions_and_goes_on_when_somebody_does_not_come(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(morning, "NO_SHOWS", 0.4)  # of some thirty people, so that it is not left to chance
    mine = Ticket.objects.filter(uuid__in=live(30))
    happened = set(Movement.objects.filter(ticket__in=mine).values_list("what", flat=True))
    assert {"taken", "came", "called", "helped", "done"} <= happened
    assert {"kiosk", "home"} <= set(mine.values_list("source", flat=True))
    assert mine.filter(state=Ticket.State.NO_SHOW).exists()
    assert mine.filter(state=Ticket.State.DONE).count() > 5
    assert DeskSession.objects.filter(closed_at=None, desk__branch__slug="centre").count() == 6
    assert Promise.objects.filter(ticket__in=mine, kept__isnull=False).exists()
    # Whoever looks around finds a desk of their own.
    names = set(DeskSession.objects.values_list("member__person__uuid", flat=True))
    assert DEMO_IDENTITIES["desk-worker"].uuid not in names


def test_those_with_appointments_come_to_them_and_those_of_visitors_are_left_alone(
    city: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(morning, "NO_SHOWS", 0)  # so that nobody of the few stays away
    ours = Booking.objects.filter(state="booked", branch__slug="centre", starts_at__gt=TUESDAY).first()
    assert ours is not None
    Booking.objects.filter(pk=ours.pk).update(contact="somebody@example.org")
    live(20, begin=ours.starts_at - timedelta(minutes=8))
    assert Ticket.objects.filter(source=Ticket.Source.APPOINTMENT).exists()
    assert not Ticket.objects.filter(booking=ours).exists()


def test_whoever_looks_around_works_at_a_free_desk_between_the_others(city: None) -> None:
    invented = live(5)
    person = Person.objects.create(name="Rita")
    rita = Asker(
        AskerKind.PERSON, f"person:{person.uuid}", "Rita", permissions=codes([SERVE]), assurance=Assurance.HIGH
    )
    centre = Branch.objects.get(slug="centre")
    take_demo_place(asker=rita, branch=centre)
    free = centre.counter_desks.exclude(sessions__closed_at=None, sessions__isnull=False).first()
    assert free is not None
    now = TUESDAY + timedelta(minutes=5)
    open_desk(asker=rita, desk=free, at=now)
    take_ticket(asker=NOBODY, branch=centre, wanted=Wanted(visits_at(centre)[0]), source="kiosk", at=now)
    mine = call_next(asker=rita, key="one", at=now)
    assert mine is not None
    invented |= live(5, begin=now)
    mine.refresh_from_db()
    assert (mine.state, mine.desk) == (Ticket.State.CALLED, free)
    start_helping(asker=rita, ticket=mine, at=now + timedelta(minutes=5))
    finish(asker=rita, ticket=mine, at=now + timedelta(minutes=6))
    assert call_next(asker=rita, key="two", at=now + timedelta(minutes=6)) != mine


def test_at_night_nothing_happens(city: None) -> None:
    assert play_morning(now=NIGHT, invented=set()) == 0
    assert not Ticket.objects.exists()


def test_after_closing_time_those_who_are_there_are_helped_and_the_desks_close(city: None) -> None:
    closing = TUESDAY.replace(hour=16)
    live(15, begin=closing - timedelta(minutes=15))
    assert DeskSession.objects.filter(closed_at=None).count() == 6
    live(120, begin=closing, is_open=False)  # most are done in half an hour; who stays how long is drawn
    centre = Ticket.objects.filter(branch__slug="centre")
    assert not centre.filter(taken_at__gt=closing).exists()
    assert not centre.filter(state__in=("waiting", "called", "at-desk")).exists()
    assert not DeskSession.objects.filter(closed_at=None, desk__branch__slug="centre").exists()


def test_every_branch_that_is_open_lives(city: None) -> None:
    invented: set[UUID] = set()
    play_morning(now=TUESDAY, invented=invented)
    branches = set(Ticket.objects.values_list("branch__slug", flat=True))
    assert "centre" in branches
    assert len(branches) >= 6
    assert len(invented) == Ticket.objects.count()


def test_nothing_is_invented_outside_a_demonstration() -> None:
    with pytest.raises(NoDemonstration):
        fill_history(now=TUESDAY)
    with pytest.raises(NoDemonstration):
        play_morning(now=TUESDAY, invented=set())
    with pytest.raises(CommandError, match="no demonstration"):
        call_command("demo", alive=True)
    assert not Ticket.objects.exists()
