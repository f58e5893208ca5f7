"""What begins by itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from zenne.core.access.public import asker_of, open_to
from zenne.core.tasks.permissions import SEE_WORK
from zenne.core.tasks.queries import schedules, workers_at_work


@never_cache
@open_to(SEE_WORK)
@require_GET
def schedule_list(request: HttpRequest) -> HttpResponse:
    """Each schedule with its last and its next moment."""
    asker = asker_of(request)
    return render(
        request, "tasks/schedules.html", {"schedules": schedules(asker=asker), "workers": workers_at_work(asker=asker)}
    )
