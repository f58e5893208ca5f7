"""The page on which a steward sends a file."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.core.languages.public import Translated
from zenne.dataportal.actions.receive_file import Received, Target, receive_file
from zenne.dataportal.forms import UploadForm
from zenne.dataportal.models import Dataset, Table
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.policies import Level


@open_to(MANAGE_DATA)
@never_cache
def upload_page(request: HttpRequest) -> HttpResponse:
    """Send a file; then the page of the load shows how far it is."""
    if request.method != "POST":
        return answer(request, UploadForm.into(asked_table(request)))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return answer(request, form, status=422)
    typed = form.cleaned_data
    file = typed["file"]
    load = receive_file(
        asker=asker_of(request),
        received=Received(file.name, file.chunks()),
        target=Target(
            dataset=typed["dataset"],
            table=typed["table"] or typed["dataset"],
            title=Translated({get_language() or "en": typed["title"].strip()}),
            level=Level(typed["level"]),
            way=typed["way"],
        ),
        at=timezone.now(),
    )
    return HttpResponseRedirect(reverse("data:load", args=[load.pk]))


def asked_table(request: HttpRequest) -> Table | None:
    """The table that the address names, if there is one."""
    name = (request.GET.get("dataset", ""), request.GET.get("table", ""))
    if any("\0" in part for part in name):
        return None
    return Table.objects.select_related("dataset").filter(dataset__slug=name[0], name=name[1]).first()


def answer(request: HttpRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "slugs": Dataset.objects.values_list("slug", flat=True)}
    return render(request, "dataportal/staff/upload.html", context, status=status)
