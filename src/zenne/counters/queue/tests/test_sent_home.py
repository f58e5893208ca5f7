"""Who waits at a branch that has to close."""

import pytest
from django.db import transaction
from django.test import Client

from zenne.core.events.public import announce
from zenne.counters.facts import BranchClosed
from zenne.counters.queue.models import Movement, Room, Ticket
from zenne.counters.queue.tests.builders import Hall, open_all_day

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Hall:
    return open_all_day()


@transaction.atomic
def close(room: Hall) -> None:
    announce(BranchClosed(branch="centre", starts_at=room.now, at=room.now))


def test_whoever_waits_or_is_on_the_way_is_told_and_whoever_is_called_is_still_helped(room: Hall) -> None:
    room.open(room.ada)
    helped = room.take()
    room.call(room.ada)
    waiting, coming = room.take(), room.take(source="home")
    before = Room.objects.get().number

    close(room)

    states = dict(Ticket.objects.values_list("pk", "state"))
    assert states == {helped.pk: "called", waiting.pk: "left", coming.pk: "left"}
    assert Movement.objects.filter(what=Movement.What.CLOSED).count() == 2
    assert Room.objects.get().number > before, "phones and screens hear of it"
    page = Client().get(f"/en/branches/centre/tickets/{coming.uuid}/").content.decode()
    assert "This branch had to close" in page
    assert "/en/appointments/?service=passport" in page
    said = Client().get(f"/api/v1/branches/centre/tickets/{coming.uuid}").json()
    assert (said["state"], said["closed"], said["is_over"]) == ("left", True, True)


def test_whoever_leaves_by_themselves_is_not_told_that_the_branch_closed(room: Hall) -> None:
    ticket = room.take()
    address = f"/en/branches/centre/tickets/{ticket.uuid}/"
    Client().post(address, {"do": "leave"})

    assert "You left the queue." in Client().get(address).content.decode()
