"""The page on which a steward says who may see a data set, and sees how often its tables are used."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache

from zenne.core.access.public import open_to
from zenne.dataportal.actions.describe_dataset import stamp_of
from zenne.dataportal.forms.access import AccessForm
from zenne.dataportal.models import Dataset
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.scopes import known_scopes
from zenne.dataportal.use.figures import DAYS_SHOWN, use_of
from zenne.dataportal.views.describing import asked_dataset, describe, languages_of


@open_to(MANAGE_DATA)
@never_cache
def dataset_access(request: HttpRequest, slug: str) -> HttpResponse:
    """Who may see a data set, who may know that it is there, and why."""
    dataset, languages = asked_dataset(slug), languages_of(request)
    if request.method != "POST":
        return answer(request, dataset, AccessForm.of(dataset, languages, seen=stamp_of(dataset)))
    form = AccessForm(request.POST, languages=languages)
    if form.is_valid() and describe(request, dataset, form, form.changes()):
        return HttpResponseRedirect(f"{reverse('data:access', args=[slug])}?done=1")
    return answer(request, dataset, form, status=422)


def answer(request: HttpRequest, dataset: Dataset, form: AccessForm, *, status: int = 200) -> HttpResponse:
    context = {
        "dataset": dataset,
        "form": form,
        "languages": languages_of(request),
        "is_access": True,
        "is_done": request.GET.get("done") == "1" and status == 200,
        "scopes": known_scopes(),
        "uses": use_of(dataset, today=timezone.localdate()),
        "days_shown": DAYS_SHOWN,
    }
    return render(request, "dataportal/staff/dataset_access.html", context, status=status)
