"""What waits, runs and failed, and trying again."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from zenne.core.access.public import asker_of, open_to, posted_from
from zenne.core.tasks.actions.read_details import read_details
from zenne.core.tasks.actions.retry_work import retry_work
from zenne.core.tasks.permissions import READ_WORK_DETAILS, RETRY_WORK, SEE_WORK
from zenne.core.tasks.queries import JobState, counts, failures_of, job_line, jobs_in, workers_at_work

LARGEST_COUNT = 10


@never_cache
@open_to(SEE_WORK)
@require_GET
def work(request: HttpRequest) -> HttpResponse:
    """What is in one state; what failed comes first, if anything did."""
    asker = asker_of(request)
    numbers = counts(asker=asker)
    state = asked_state(request) or (JobState.FAILED if numbers[JobState.FAILED] else JobState.WAITING)
    context = {
        "state": state.value,
        "tabs": [(each.value, words_of_state(each), numbers[each]) for each in JobState],
        "failed": numbers[JobState.FAILED],
        "waiting": numbers[JobState.WAITING],
        "jobs": jobs_in(state, asker=asker, page=asked_page(request)),
        "workers": workers_at_work(asker=asker),
        "may_retry": asker.may(RETRY_WORK),
        "retried": number_of(request.GET.get("retried", "")),
    }
    return render(request, "tasks/work.html", context)


def asked_state(request: HttpRequest) -> JobState | None:
    asked = request.GET.get("state", "")
    return JobState(asked) if asked in set(JobState) else None


def asked_page(request: HttpRequest) -> int:
    return number_of(request.GET.get("page", "")) or 1


def number_of(text: str) -> int | None:
    """A whole number that somebody may have written into an address; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < LARGEST_COUNT else None


def words_of_state(state: JobState) -> str:
    return {
        JobState.FAILED: _("Failed"),
        JobState.WAITING: _("Waiting"),
        JobState.RUNNING: _("Running"),
        JobState.DONE: _("Done"),
    }[state]


@never_cache
@open_to(SEE_WORK)
@require_GET
def job(request: HttpRequest, identifier: UUID) -> HttpResponse:
    """One job with its failed attempts; what it was given only after it was asked for, by those who may read it."""
    asker = asker_of(request)
    wants_details = request.GET.get("details") == "1"
    details = read_details(asker=asker, job=identifier) if wants_details else None
    line = job_line(identifier, asker=asker)
    if line is None:
        raise Http404
    context = {
        "job": line,
        "state": words_of_state(line.state),
        "failures": failures_of(identifier, asker=asker, messages=details.messages if details else {}),
        "details": details,
        "may_read": asker.may(READ_WORK_DETAILS),
        "may_retry": asker.may(RETRY_WORK) and line.may_be_retried,
    }
    return render(request, "tasks/job.html", context)


@open_to(RETRY_WORK)
@posted_from("tasks:work")
def retry(request: HttpRequest, identifier: UUID | None = None) -> HttpResponse:
    """Try one job again, or all that failed; then back to the list, which says how many."""
    count = retry_work(asker=asker_of(request), job=identifier)
    query = urlencode({"state": JobState.WAITING.value, "retried": str(count)})
    return HttpResponseRedirect(f"{reverse('tasks:work')}?{query}")
