"""Writing to the city, and how a letter stands."""

from datetime import timedelta
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from zenne.core.access.public import asker_of
from zenne.core.content.public import version_of
from zenne.core.limits.public import Limit, limited
from zenne.core.operations.public import not_kept
from zenne.mailroom.intake.actions.take_letter import take_letter
from zenne.mailroom.intake.errors import LetterRefused
from zenne.mailroom.intake.forms import LetterForm
from zenne.mailroom.letters.models import Letter
from zenne.mailroom.letters.queries import status_of
from zenne.mailroom.letters.tokens import letter_token

WRITING: Final = Limit("mailroom.write", times=20, per=timedelta(hours=1))
"""By address of the network: mistakes in the form count too."""


@not_kept
@limited(WRITING)
def write_page(request: HttpRequest) -> HttpResponse:
    """The form; ``service`` in the address is what it is about."""
    version = version_of(request)
    posted, files = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LetterForm(posted, files, version=version, initial={"service": request.GET.get("service", "")})
    if form.is_valid():
        try:
            letter = take_letter(
                asker=asker_of(request), written=form.written(), channel=Letter.Channel.FORM, now=timezone.now()
            )
        except LetterRefused as refused:
            form.refuse(refused)
        else:
            status = reverse("intake:status", args=[letter_token(letter.thread.uuid)])
            return HttpResponseRedirect(f"{status}?sent=1")
    return render(request, "intake/write.html", {"form": form}, status=422 if form.errors else 200)


@not_kept
def status_page(request: HttpRequest, token: str) -> HttpResponse:
    """How a letter stands, for whoever holds its link."""
    status = status_of(token)
    if status is None:
        raise Http404
    return render(request, "intake/status.html", {"status": status, "sent": "sent" in request.GET})
