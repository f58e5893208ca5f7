"""What people and desks do in the queue."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from zenne.core.access.public import NOBODY, NotAllowed
from zenne.core.personal_data.public import declarations
from zenne.counters.appointments.models import Booking
from zenne.counters.queue.actions.call_next import call_next
from zenne.counters.queue.actions.close_desk import close_desk
from zenne.counters.queue.actions.come import come
from zenne.counters.queue.actions.finish import finish
from zenne.counters.queue.actions.leave_queue import leave_queue
from zenne.counters.queue.actions.no_show import no_show
from zenne.counters.queue.actions.park import park
from zenne.counters.queue.actions.pause_desk import pause_desk
from zenne.counters.queue.actions.recall import recall
from zenne.counters.queue.actions.start_helping import start_helping
from zenne.counters.queue.actions.take_ticket import Wanted, take_ticket
from zenne.counters.queue.actions.transfer import transfer
from zenne.counters.queue.actions.unpark import unpark
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Experience, Movement, Promise, Room, Ticket
from zenne.counters.queue.tests.builders import Hall, a_branch, a_member, a_visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall() -> Hall:
    return Hall()


def refusal(of: object) -> str:
    """The code with which something is refused."""
    with pytest.raises(QueueRefused) as refused:
        of()  # type: ignore[operator]
    return refused.value.code


def test_numbers_follow_each_other_and_begin_anew_the_next_day(hall: Hall) -> None:
    assert [hall.take().number for _ in range(3)] == [1, 2, 3]
    hall.later(24 * 60)
    assert hall.take().number == 1


def test_who_comes_first_is_called_first_and_each_only_once(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    hall.open(hall.ada, 0)
    hall.open(hall.ben, 1)

    assert [hall.call(hall.ada), hall.call(hall.ben)] == [first, second]


def test_a_desk_that_asks_again_with_the_same_key_gets_the_same_ticket(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    hall.open(hall.ada)
    assert hall.call(hall.ada, "one") == first
    hall.later(2)

    assert hall.call(hall.ada, "one") == first
    assert Movement.objects.filter(what=Movement.What.CALLED).count() == 1
    second.refresh_from_db()
    assert second.state == Ticket.State.WAITING


def test_a_desk_that_lost_its_key_is_told_that_somebody_is_there(hall: Hall) -> None:
    hall.take()
    hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada, "one")

    assert refusal(lambda: hall.call(hall.ada, "two")) == "desk-is-busy"


def test_the_database_itself_gives_a_desk_one_open_ticket_only(hall: Hall) -> None:
    first, second = hall.take(), hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=second.pk).update(state="called", desk=hall.desks[0], called_at=hall.now)
    first.refresh_from_db()
    assert first.desk == hall.desks[0]


def test_nobody_is_called_when_nobody_waits_and_the_same_key_may_ask_again(hall: Hall) -> None:
    hall.open(hall.ada)
    assert hall.call(hall.ada, "one") is None

    ticket = hall.take()
    assert hall.call(hall.ada, "one") == ticket


def test_a_desk_skips_those_whom_it_cannot_help(hall: Hall) -> None:
    wedding = a_visit("wedding", hall.branch)
    hall.take(wedding)
    card = hall.take(hall.card)
    hall.open(hall.ada)

    assert hall.call(hall.ada) == card


def test_who_needs_to_wait_less_goes_first(hall: Hall) -> None:
    hall.take()
    hall.later(5)
    old = hall.take(need="old-age")
    hall.open(hall.ada)

    assert hall.call(hall.ada) == old


def test_a_visit_from_the_first_call_to_its_end(hall: Hall) -> None:
    ticket = hall.take()
    hall.open(hall.ada)
    hall.later(4)
    hall.call(hall.ada)
    recall(asker=hall.ada, ticket=ticket, at=hall.later(1))
    start_helping(asker=hall.ada, ticket=ticket, at=hall.later(1))
    finish(asker=hall.ada, ticket=ticket, at=hall.later(8))

    assert [row.what for row in ticket.movements.all()] == ["taken", "called", "recalled", "helped", "done"]
    assert ticket.state == Ticket.State.DONE
    assert Experience.objects.get(visit_type=hall.passport).weight == 1


def test_a_colleague_at_another_desk_can_do_nothing_with_a_ticket(hall: Hall) -> None:
    ticket = hall.take()
    hall.open(hall.ada, 0)
    hall.open(hall.ben, 1)
    hall.call(hall.ada)
    ticket.refresh_from_db()

    for action in (recall, start_helping, finish, no_show, park):
        assert refusal(lambda act=action: act(asker=hall.ben, ticket=ticket, at=hall.now)) == "at-another-desk"


def test_who_waits_aside_keeps_their_turn(hall: Hall) -> None:
    first = hall.take()
    hall.later(10)
    hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada)
    first.refresh_from_db()
    park(asker=hall.ada, ticket=first, at=hall.now)
    unpark(asker=hall.ben, ticket=first, at=hall.later(3))

    assert hall.call(hall.ada) == first


def test_sent_to_another_desk_only_that_one_calls_and_the_history_stays(hall: Hall) -> None:
    ticket, other = hall.take(), hall.take()
    hall.open(hall.ada, 0)
    hall.open(hall.ben, 1)
    hall.call(hall.ada)
    ticket.refresh_from_db()
    transfer(asker=hall.ada, ticket=ticket, at=hall.later(2), desk=hall.desks[1])

    assert hall.call(hall.ada) == other
    assert hall.call(hall.ben) == ticket
    assert [row.what for row in ticket.movements.all()] == ["taken", "called", "transferred", "called"]


def test_sent_on_for_another_service(hall: Hall) -> None:
    ticket = hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada)
    ticket.refresh_from_db()
    elsewhere = a_visit("elsewhere")

    assert refusal(lambda: transfer(asker=hall.ada, ticket=ticket, at=hall.now)) == "nowhere-to"
    assert refusal(lambda: transfer(asker=hall.ada, ticket=ticket, at=hall.now, visit_type=elsewhere)) == "not-here"
    transfer(asker=hall.ada, ticket=ticket, at=hall.now, visit_type=hall.card)
    ticket.refresh_from_db()
    assert (ticket.visit_type, ticket.state) == (hall.card, Ticket.State.WAITING)


def test_a_desk_to_which_somebody_was_sent_closes_and_all_others_may_call_them(hall: Hall) -> None:
    ticket = hall.take()
    hall.open(hall.ada, 0)
    hall.open(hall.ben, 1)
    hall.call(hall.ada)
    ticket.refresh_from_db()
    transfer(asker=hall.ada, ticket=ticket, at=hall.now, desk=hall.desks[1])
    close_desk(asker=hall.ben, at=hall.later(1))

    assert hall.call(hall.ada, "after") == ticket


def test_who_does_not_come_is_written_down_and_the_desk_is_free(hall: Hall) -> None:
    ticket, second = hall.take(), hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada)
    ticket.refresh_from_db()
    no_show(asker=hall.ada, ticket=ticket, at=hall.later(3))

    assert ticket.state == Ticket.State.NO_SHOW
    assert hall.call(hall.ada, "next") == second


def test_from_home_somebody_keeps_their_place_but_is_called_only_once_they_are_there(hall: Hall) -> None:
    home = hall.take(source="home")
    hall.later(5)
    here = hall.take()
    hall.open(hall.ada)
    assert hall.call(hall.ada, "one") == here
    here.refresh_from_db()
    finish(asker=hall.ada, ticket=here, at=hall.later(5))
    hall.take()

    come(asker=NOBODY, ticket=home, at=hall.later(1))
    come(asker=NOBODY, ticket=home, at=hall.now)

    assert hall.call(hall.ada, "two") == home
    assert home.movements.filter(what="came").count() == 1


def test_whoever_leaves_is_not_called(hall: Hall) -> None:
    leaving, staying = hall.take(), hall.take()
    leave_queue(asker=NOBODY, ticket=leaving, at=hall.later(1))
    hall.open(hall.ada)

    assert hall.call(hall.ada) == staying
    assert refusal(lambda: leave_queue(asker=NOBODY, ticket=leaving, at=hall.now)) == "meanwhile"


def test_a_ticket_of_yesterday_is_over(hall: Hall) -> None:
    ticket = hall.take(source="home")
    parked = hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada)
    parked.refresh_from_db()
    park(asker=hall.ada, ticket=parked, at=hall.now)
    tomorrow = hall.later(24 * 60)

    assert refusal(lambda: come(asker=NOBODY, ticket=ticket, at=tomorrow)) == "day-is-over"
    assert refusal(lambda: leave_queue(asker=NOBODY, ticket=ticket, at=tomorrow)) == "day-is-over"
    assert refusal(lambda: unpark(asker=hall.ada, ticket=parked, at=tomorrow)) == "day-is-over"
    hall.open(hall.ada)
    assert hall.call(hall.ada, "tomorrow") is None


def test_who_was_left_at_a_desk_yesterday_does_not_keep_it(hall: Hall) -> None:
    forgotten = hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada)
    hall.later(24 * 60)
    ticket = hall.take()

    assert refusal(lambda: hall.call(hall.ada, "tomorrow")) == "no-desk-open"
    hall.open(hall.ada)
    assert hall.call(hall.ada, "tomorrow") == ticket
    forgotten.refresh_from_db()
    assert forgotten.state == Ticket.State.LEFT


def test_a_desk_is_open_for_one_person_and_a_person_has_one_desk(hall: Hall) -> None:
    hall.open(hall.ada, 0)
    hall.open(hall.ada, 0)
    assert refusal(lambda: hall.open(hall.ben, 0)) == "desk-is-taken"
    assert refusal(lambda: hall.open(hall.ada, 1)) == "has-another-desk"


def test_nobody_works_at_another_branch_than_their_own(hall: Hall) -> None:
    other = a_branch("south")
    stranger = a_member(other, "eve", [hall.passport])
    assert refusal(lambda: hall.open(stranger)) == "another-branch"


def test_a_paused_desk_calls_nobody_until_it_is_opened_again(hall: Hall) -> None:
    ticket = hall.take()
    hall.open(hall.ada)
    pause_desk(asker=hall.ada, at=hall.now)
    assert refusal(lambda: hall.call(hall.ada)) == "desk-is-paused"
    hall.open(hall.ada)
    assert hall.call(hall.ada) == ticket


def test_a_desk_with_somebody_at_it_is_not_closed(hall: Hall) -> None:
    hall.take()
    hall.open(hall.ada)
    hall.call(hall.ada)
    assert refusal(lambda: close_desk(asker=hall.ada, at=hall.now)) == "desk-is-busy"


def test_who_may_not_serve_calls_nobody(hall: Hall) -> None:
    with pytest.raises(NotAllowed):
        call_next(asker=NOBODY, key="x", at=hall.now)


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        ({"people": 6}, "too-many-people"),
        ({"people": 0}, "too-many-people"),
        ({"need": "because"}, "unknown-need"),
        ({"language": "tlh"}, "unknown-language"),
    ],
)
def test_what_cannot_be_taken_is_refused(hall: Hall, facts: dict[str, object], code: str) -> None:
    wanted = Wanted(hall.passport, **facts)  # type: ignore[arg-type]
    take = lambda: take_ticket(asker=NOBODY, branch=hall.branch, wanted=wanted, source="kiosk", at=hall.now)  # noqa: E731
    assert refusal(take) == code
    assert not Ticket.objects.exists()


def test_nobody_takes_a_ticket_when_the_branch_is_closed_or_only_by_appointment(hall: Hall) -> None:
    strict = a_visit("strict", hall.branch, walk_in=False)
    assert refusal(lambda: hall.take(strict)) == "by-appointment"
    assert refusal(lambda: hall.take(a_visit("nowhere"))) == "not-here"
    hall.later(12 * 60)
    assert refusal(hall.take) == "closed"


def a_booking(hall: Hall, minutes: int = 30) -> Booking:
    starts = hall.now + timedelta(minutes=minutes)
    return Booking.objects.create(
        visit_type=hall.passport, branch=hall.branch, starts_at=starts, ends_at=starts + timedelta(minutes=10),
        language="nl", state=Booking.State.BOOKED,
    )  # fmt: skip


def test_an_appointment_becomes_one_ticket_and_goes_before_walk_ins(hall: Hall) -> None:
    hall.take()
    hall.later(15)
    wanted = Wanted(hall.passport, booking=a_booking(hall, minutes=5))
    facts = {"asker": NOBODY, "branch": hall.branch, "wanted": wanted, "source": "appointment", "at": hall.now}
    ticket = take_ticket(**facts)  # type: ignore[arg-type]

    assert refusal(lambda: take_ticket(**facts)) == "booking-has-ticket"  # type: ignore[arg-type]
    hall.open(hall.ada)
    assert hall.call(hall.ada) == ticket


def test_an_appointment_of_another_day_becomes_no_ticket(hall: Hall) -> None:
    wanted = Wanted(hall.passport, booking=a_booking(hall, minutes=2 * 24 * 60))
    take = lambda: take_ticket(asker=NOBODY, branch=hall.branch, wanted=wanted, source="appointment", at=hall.now)  # noqa: E731
    assert refusal(take) == "booking-not-today"


def test_every_change_moves_the_number_of_the_room(hall: Hall) -> None:
    numbers = []
    hall.open(hall.ada)
    acts: list[Callable[[], object]] = [hall.take, lambda: hall.call(hall.ada)]
    for act in acts:
        act()
        numbers.append(Room.objects.get(branch=hall.branch).number)
    assert numbers == [2, 3]


def test_a_change_that_fails_does_not_move_the_room(hall: Hall) -> None:
    ticket = hall.take()
    before = Room.objects.get(branch=hall.branch).number
    leave_queue(asker=NOBODY, ticket=ticket, at=hall.now)
    refusal(lambda: leave_queue(asker=NOBODY, ticket=ticket, at=hall.now))
    assert Room.objects.get(branch=hall.branch).number == before + 1


def test_what_was_promised_is_compared_with_what_came_true(hall: Hall) -> None:
    hall.open(hall.ada)
    in_time, late = hall.take(), hall.take()
    hall.call(hall.ada)
    in_time.refresh_from_db()
    finish(asker=hall.ada, ticket=in_time, at=hall.later(5))
    hall.later(240)
    hall.call(hall.ada, "late")

    assert [Promise.objects.get(ticket=each).kept for each in (in_time, late)] == [True, False]
    assert Room.objects.get(branch=hall.branch).learned["always"][1] > 0


def test_nothing_is_promised_while_no_desk_can_help(hall: Hall) -> None:
    hall.take()
    assert not Promise.objects.exists()


def test_after_three_days_nothing_of_a_person_is_left_in_a_ticket(hall: Hall) -> None:
    hall.take(need="disability", language="nl")
    [kept] = [each for each in declarations() if each.label == "queue.Ticket"]
    due = kept.retention.due(hall.now + timedelta(days=4))  # type: ignore[union-attr]

    Ticket.objects.filter(due).update(**kept.on_expiry.values)  # type: ignore[union-attr]

    assert Ticket.objects.filter(need="", language="", booking=None, number=1).exists()
    assert not Ticket.objects.filter(due).exists()
