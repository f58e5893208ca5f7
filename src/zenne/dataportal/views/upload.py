"""The page on which a steward sends a file."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.core.access.public import asker_of, open_to
from zenne.core.languages.public import Translated
from zenne.dataportal.actions.receive_file import Received, Target, receive_file
from zenne.dataportal.actions.receive_url import receive_url
from zenne.dataportal.forms.upload import UploadForm
from zenne.dataportal.ingest.wording import problem_text
from zenne.dataportal.models import Dataset, Feed, Load, Table
from zenne.dataportal.permissions import MANAGE_DATA
from zenne.dataportal.rules.policies import Level
from zenne.dataportal.storage.received import TooLarge


@open_to(MANAGE_DATA)
@never_cache
def upload_page(request: HttpRequest) -> HttpResponse:
    """Send a file; then the page of the load shows how far it is."""
    if request.method != "POST":
        return answer(request, UploadForm.into(asked_table(request)))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return answer(request, form, status=422)
    try:
        return HttpResponseRedirect(where_it_goes_on(receive(request, form)))
    except TooLarge:
        form.add_error("file", problem_text("too-large", {"most": settings.DATA_FILE_MB}))
        return answer(request, form, status=422)


def receive(request: HttpRequest, form: UploadForm) -> Load | Feed:
    """Keep the file, or the address. Raises TooLarge."""
    typed, asker, at = form.cleaned_data, asker_of(request), timezone.now()
    target = Target(
        dataset=typed["dataset"],
        table=typed["table"] or typed["dataset"],
        title=Translated({get_language() or "en": typed["title"].strip()}),
        level=Level(typed["level"]),
        way=typed["way"],
        sheet=typed["sheet"].strip(),
    )
    if typed["url"]:
        return receive_url(asker=asker, url=typed["url"], target=target, at=at, repeated=form.repeated)
    file = typed["file"]
    return receive_file(asker=asker, received=Received(file.name, file.chunks()), target=target, at=at)


def where_it_goes_on(received: Load | Feed) -> str:
    if isinstance(received, Load):
        return reverse("data:load", args=[received.pk])
    return f"{reverse('data:list')}?done=fetched"


def asked_table(request: HttpRequest) -> Table | None:
    """The table that the address names, if there is one."""
    name = (request.GET.get("dataset", ""), request.GET.get("table", ""))
    if any("\0" in part for part in name):
        return None
    return Table.objects.select_related("dataset").filter(dataset__slug=name[0], name=name[1]).first()


def answer(request: HttpRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "slugs": Dataset.objects.values_list("slug", flat=True)}
    return render(request, "dataportal/staff/upload.html", context, status=status)
