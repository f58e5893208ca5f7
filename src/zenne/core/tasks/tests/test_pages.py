"""The pages about background work: who sees what, and trying again."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import resolve
from django_tasks_db.models import DBTaskResult

from zenne.core.access.public import Asker, AskerKind, NotAllowed, PurposeNeeded
from zenne.core.audit.public import AuditRecord
from zenne.core.tasks.actions.give_back_jobs import give_back_jobs
from zenne.core.tasks.models import Worker
from zenne.core.tasks.public import enqueue
from zenne.core.tasks.tests import samples
from zenne.core.tasks.tests.builders import LATER, row, take, work_off

pytestmark = pytest.mark.django_db
WATCHER = Asker(AskerKind.PERSON, "person:1", "Watcher", permissions=frozenset({"tasks.see"}))
OPERATOR = Asker(AskerKind.PERSON, "person:2", "Operator", permissions=frozenset({"tasks.see", "tasks.retry"}))
READER = Asker(
    AskerKind.PERSON,
    "person:3",
    "Reader",
    permissions=frozenset({"tasks.see", "tasks.read-details"}),
    purpose="answer-question",
    task="1",
)


def page(path: str, *, asker: Asker = WATCHER, method: str = "get", **data: Any) -> HttpResponse:
    """The answer to ``asker``, without what surrounds views."""
    request = getattr(RequestFactory(), method)(path, data)
    request.asker, request.content_version = asker, "test"
    view, args, kwargs = resolve(request.path)
    response = view(request, *args, **kwargs)
    assert isinstance(response, HttpResponse)
    return response


def text(path: str, *, asker: Asker = WATCHER) -> str:
    return page(path, asker=asker).content.decode()


def failed() -> uuid.UUID:
    job = enqueue(samples.fail_after_effect, arguments={"name": "planted"}).job
    work_off(after=LATER)
    return job


def test_what_failed_is_shown_first_in_plain_words() -> None:
    failed()
    shown = text("/en/staff/work/")

    assert "Always fail after an effect" in shown
    assert "Something unexpected went wrong" in shown
    assert "attempt 3 of 3" in shown
    assert "No worker is running" not in shown


def test_work_that_took_too_long_is_shown_with_that_reason() -> None:
    job = enqueue(samples.hang_in_c).job
    assert take() is not None
    DBTaskResult.objects.update(started_at=datetime.now(UTC) - timedelta(minutes=1))
    Worker.objects.all().delete()
    give_back_jobs()

    assert "It took longer than it may, so it was stopped." in text("/en/staff/work/")
    assert "It took longer than it may, so it was stopped." in text(f"/en/staff/work/{job}/")


def test_without_a_worker_the_page_says_so() -> None:
    assert "No worker is running" in text("/en/staff/work/")
    assert "Nothing waits." in text("/en/staff/work/")


@pytest.mark.parametrize(
    "query", ["?state=nonsense", "?state=done&page=-1", "?state=failed&page=9999999999", "?page=x"]
)
def test_addresses_that_somebody_made_up_show_a_page(query: str) -> None:
    failed()
    assert page(f"/en/staff/work/{query}").status_code == 200


def test_only_those_who_may_read_it_see_what_a_job_was_given() -> None:
    job = failed()
    path = f"/en/staff/work/{job}/"

    assert "planted" not in text(path).replace("the secret of {name}", "")
    assert "planted" not in text(path, asker=READER)
    with pytest.raises(NotAllowed):
        page(path, details="1")
    with pytest.raises(PurposeNeeded):
        page(path, asker=Asker(AskerKind.PERSON, "person:3", permissions=READER.permissions), details="1")
    assert not AuditRecord.objects.exists()
    shown = text(f"{path}?details=1", asker=READER)
    assert "the secret of planted" in shown
    assert AuditRecord.objects.get().action == "tasks.read-details"


def test_failed_work_is_tried_again_and_that_is_written_down() -> None:
    job = failed()
    answer = page(f"/en/staff/work/{job}/retry/", asker=OPERATOR, method="post")

    assert (answer.status_code, answer["Location"]) == (302, "/en/staff/work/?state=waiting&retried=1")
    assert (row(job).status, row(job).worker_ids) == ("READY", [])
    assert row(job).failures.count() == 3
    assert AuditRecord.objects.get().thing == f"job:{job}"
    assert "1 piece of work is tried again." in text(answer["Location"])
    assert work_off(after=LATER) == 3


def test_all_failed_work_is_tried_again_and_nothing_else() -> None:
    failed()
    failed()
    done = enqueue(samples.note).job
    work_off()
    page("/en/staff/work/retry/", asker=OPERATOR, method="post")

    assert DBTaskResult.objects.filter(status="READY").count() == 2
    assert row(done).status == "SUCCESSFUL"


def test_those_who_only_watch_cannot_try_again() -> None:
    job = failed()

    assert "Try again now" not in text(f"/en/staff/work/{job}/")
    assert "Try all failed work again" not in text("/en/staff/work/")
    for path in (f"/en/staff/work/{job}/retry/", "/en/staff/work/retry/"):
        with pytest.raises(NotAllowed):
            page(path, method="post")
        assert page(path, asker=OPERATOR).headers["Location"] == "/en/staff/work/"


def test_work_of_a_newer_program_is_shown_with_its_reason() -> None:
    enqueue(samples.note)
    DBTaskResult.objects.update(task_path="zenne.later.tasks.tell_the_neighbours")
    work_off()
    shown = text("/en/staff/work/?state=waiting")

    assert "tell the neighbours" in shown
    assert "No worker knows this work yet" in shown


def test_the_list_costs_the_same_however_many_jobs_it_shows(django_assert_max_num_queries: Any) -> None:
    for _ in range(60):
        enqueue(samples.note)
    text("/en/staff/work/")
    with django_assert_max_num_queries(6):
        text("/en/staff/work/?state=waiting")
