"""Other lengths for appointments: found in what happened, decided by the team."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from zenne.core.access.public import Asker, AskerKind, Assurance, NotAllowed
from zenne.core.audit.public import AuditRecord
from zenne.counters.appointments.tests.builders import PLANNER
from zenne.counters.queue.actions.answer_length import answer_length
from zenne.counters.queue.actions.propose_lengths import propose_lengths
from zenne.counters.queue.errors import QueueRefused
from zenne.counters.queue.models import Experience, LengthProposal
from zenne.counters.queue.rules.durations import Seen
from zenne.counters.queue.rules.lengths import ENOUGH_VISITS, better_length
from zenne.counters.queue.tests.builders import Hall, open_all_day
from zenne.counters.queue.tests.test_pages import at_work

PAGE = "/en/staff/visit-lengths/"


def seen(minutes: float, visits: int = 200) -> Seen:
    found = Seen()
    for _ in range(visits):
        found = found.with_visit(minutes)
    return found


def test_a_length_follows_what_most_visits_take_in_whole_steps() -> None:
    assert better_length(10, expected=10, seen=seen(18)) == 20
    assert better_length(30, expected=30, seen=seen(9)) == 15
    assert better_length(10, expected=10, seen=seen(9)) is None


def test_little_evidence_changes_nothing() -> None:
    few = seen(60, visits=int(ENOUGH_VISITS) - 1)
    assert better_length(10, expected=10, seen=few) is None


@given(st.floats(1, 200), st.integers(1, 40), st.integers(1, 300))
def test_a_length_that_was_taken_over_is_not_changed_back(minutes: float, now: int, visits: int) -> None:
    what = seen(minutes, visits)
    better = better_length(now * 5, expected=15, seen=what)
    if better is not None:
        assert better % 5 == 0
        assert 5 <= better <= 240
        assert better_length(better, expected=15, seen=what) is None


@pytest.fixture
def hall(db: None) -> Hall:
    hall = open_all_day()
    facts = seen(18)
    Experience.objects.create(visit_type=hall.passport, weight=facts.weight, total=facts.total, squares=facts.squares)
    return hall


def answer(hall: Hall, asker: Asker = PLANNER, *, is_taken: bool = True, minutes: int = 20) -> None:
    found = LengthProposal.objects.get()
    answer_length(asker=asker, proposal=found.pk, minutes=minutes, is_taken=is_taken, at=hall.now)


def test_a_proposal_that_is_taken_over_changes_new_bookings_only(hall: Hall) -> None:
    assert propose_lengths(now=hall.now) == 1
    assert propose_lengths(now=hall.now) == 1
    answer(hall)
    hall.passport.refresh_from_db()

    assert (hall.passport.minutes, hall.passport.booked_for(1), hall.passport.booked_for(2)) == (10, 20, 20)
    assert propose_lengths(now=hall.now) == 0
    assert LengthProposal.objects.get().is_taken
    assert AuditRecord.objects.filter(action="counters.answer-length").count() == 1


def test_what_the_team_left_comes_again_only_when_another_length_fits(hall: Hall) -> None:
    propose_lengths(now=hall.now)
    answer(hall, is_taken=False)
    assert propose_lengths(now=hall.now) == 0
    facts = seen(33, visits=1000)
    Experience.objects.update(weight=facts.weight, total=facts.total, squares=facts.squares)
    assert propose_lengths(now=hall.now) == 1
    assert LengthProposal.objects.get().minutes == 40


def test_nobody_takes_over_another_length_than_they_saw_or_one_twice(hall: Hall) -> None:
    propose_lengths(now=hall.now)
    for minutes in (25, 0, -20):
        with pytest.raises(QueueRefused, match="answered-meanwhile"):
            answer(hall, minutes=minutes)
    answer(hall)
    with pytest.raises(QueueRefused, match="answered-meanwhile"):
        answer(hall)
    worker = Asker(AskerKind.PERSON, "person:x", permissions=frozenset({"counters.serve"}), assurance=Assurance.HIGH)
    with pytest.raises(NotAllowed):
        answer(hall, worker)


def test_a_proposal_that_no_longer_holds_goes(hall: Hall) -> None:
    propose_lengths(now=hall.now)
    Experience.objects.update(weight=0, total=0, squares=0)
    assert propose_lengths(now=hall.now + timedelta(days=1)) == 0
    assert not LengthProposal.objects.exists()


def test_desk_workers_see_proposals_and_only_the_team_decides(hall: Hall) -> None:
    propose_lengths(now=timezone.now())
    browser = at_work(hall.ada)
    page = browser.get(PAGE).content.decode()
    assert "From 10 to 20 minutes" in page
    assert "Take it over" not in page
    assert browser.post(f"{PAGE}answer/", {"proposal": "1", "minutes": "20", "taken": "yes"}).status_code == 403
