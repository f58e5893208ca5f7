"""Jobs are done, tried again, and end."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult
from pytest_django import DjangoAssertNumQueries

from zenne.core.tasks.actions.give_back_jobs import give_back_jobs
from zenne.core.tasks.actions.run_job import run_job
from zenne.core.tasks.models import Failure, Worker
from zenne.core.tasks.public import enqueue, enqueue_each
from zenne.core.tasks.rules.backoff import Backoff
from zenne.core.tasks.tests import samples
from zenne.core.tasks.tests.builders import LATER, row, take, work_off

pytestmark = pytest.mark.django_db


def test_a_job_is_done_once_and_keeps_its_result() -> None:
    samples.done.clear()
    job = enqueue(samples.note, arguments={"what": {"a": [1, "é"]}}).job

    assert work_off() == 1
    assert samples.done == [{"a": [1, "é"]}]
    done = row(job)
    assert (done.status, done.return_value, done.worker_ids) == ("SUCCESSFUL", {"a": [1, "é"]}, ["a-worker"])
    assert done.finished_at is not None
    assert done.started_at is not None
    assert done.finished_at >= done.started_at


def test_the_most_urgent_comes_first_then_the_oldest() -> None:
    samples.done.clear()
    for what, priority in (("first", 0), ("second", 0), ("urgent", 10), ("whenever", -10)):
        enqueue(samples.note, arguments={"what": what}, priority=priority)

    work_off()

    assert samples.done == ["urgent", "first", "second", "whenever"]


def test_many_jobs_are_written_in_one_statement(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    samples.done.clear()
    enqueue(samples.note, arguments={"what": "before"})

    with django_assert_num_queries(1):
        enqueue_each(samples.note, arguments=[{"what": number} for number in range(3)], priority=5)

    assert work_off() == 4
    assert sorted(samples.done[:3]) == [0, 1, 2]
    assert samples.done[3] == "before"


def test_what_is_due_later_waits() -> None:
    enqueue(samples.note, run_after=datetime.now(UTC) + timedelta(hours=1))

    assert take() is None
    assert take(after=LATER) is not None


def test_a_job_whose_transaction_is_undone_was_never_written() -> None:
    with transaction.atomic():
        enqueue(samples.note, idempotency_key="undone")
        transaction.set_rollback(True)

    assert take() is None
    assert enqueue(samples.note, idempotency_key="undone").is_new


def test_a_key_is_used_once() -> None:
    samples.done.clear()
    first = enqueue(samples.note, arguments={"what": 1}, idempotency_key="letter:1")
    second = enqueue(samples.note, arguments={"what": 2}, idempotency_key="letter:1")
    work_off()
    third = enqueue(samples.note, arguments={"what": 3}, idempotency_key="letter:1")

    assert (first.is_new, second.is_new, third.is_new) == (True, False, False)
    assert first.job == second.job == third.job
    assert samples.done == [1]


def test_the_effect_of_a_failed_attempt_is_undone_and_its_reason_kept() -> None:
    job = enqueue(samples.fail_after_effect, arguments={"name": "effect"}).job

    assert work_off(after=LATER) == 3
    failed = row(job)
    assert failed.status == "FAILED"
    assert samples.effects() == set()
    assert list(Failure.objects.values_list("attempt", "kind", "message")) == [
        (attempt, "builtins.LookupError", "the secret of effect") for attempt in (1, 2, 3)
    ]
    assert "in fail_after_effect" in failed.traceback
    assert "secret" not in failed.traceback.replace("the secret of {name}", "")


def test_the_next_attempt_waits_longer_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(random, "random", lambda: 1.0)  # the longest of the possible waits
    job = enqueue(samples.fail_with_patience).job
    for attempt in (1, 2, 3):
        DBTaskResult.objects.update(run_after=datetime.now(UTC))
        work_off()
        waiting, [failure] = row(job), Failure.objects.filter(job_id=job, attempt=attempt)
        assert waiting.status == "READY"
        assert waiting.run_after == failure.failed_at + Backoff().longest_wait(attempt)


def test_a_job_that_ends_the_program_only_ends_itself() -> None:
    enqueue(samples.end_program)
    work_off()

    assert Failure.objects.get().kind == "builtins.SystemExit"


def test_a_result_that_is_no_json_undoes_the_effect() -> None:
    enqueue(samples.return_object, arguments={"name": "effect"})
    work_off()

    assert samples.effects() == set()
    assert Failure.objects.get().kind == "builtins.TypeError"


def test_a_task_of_a_third_party_is_done_too() -> None:
    written = samples.of_a_third_party.enqueue("attempt")
    work_off()

    assert row(written.id).return_value == "attempt 1"


def test_the_job_of_a_worker_without_lease_is_given_back_and_the_attempt_counts() -> None:
    written = enqueue(samples.leave, arguments={"name": "effect"}).job
    lost = take(worker="dead")
    assert lost is not None
    assert give_back_jobs() == 0
    Worker.objects.filter(name="dead").update(lease_until=datetime.now(UTC) - timedelta(seconds=1))

    assert give_back_jobs() == 1
    assert Failure.objects.get().kind == "zenne.core.tasks.errors.WorkerDied"
    assert work_off(after=LATER) == 1
    assert row(written).worker_ids == ["dead", "a-worker"]
    assert samples.effects() == {"effect"}


def test_a_worker_that_lost_its_lease_cannot_leave_an_effect() -> None:
    written = enqueue(samples.leave, arguments={"name": "effect"}).job
    lost = take(worker="slow")
    assert lost is not None
    Worker.objects.filter(name="slow").delete()
    give_back_jobs()

    run_job(lost)
    assert samples.effects() == set()
    assert row(written).status == "READY"

    taken = take(worker="other", after=LATER)
    assert taken is not None
    run_job(lost)
    assert samples.effects() == set()
    assert row(written).status == "RUNNING"

    run_job(taken)
    assert samples.effects() == {"effect"}


def test_a_job_that_kills_its_workers_ends_as_failed() -> None:
    written = enqueue(samples.fail_after_effect, arguments={"name": "effect"}).job
    for worker in ("one", "two", "three"):
        assert take(worker=worker, after=LATER) is not None
        Worker.objects.filter(name=worker).delete()
        give_back_jobs()

    assert row(written).status == "FAILED"


def test_a_worker_that_has_nothing_at_hand_gives_back_what_stands_under_its_name() -> None:
    enqueue(samples.note)
    assert take(worker="in-doubt") is not None

    assert give_back_jobs() == 0
    assert give_back_jobs(idle="in-doubt") == 1
