"""The page on which a worker says what they need personal data for."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from zenne.core.access.public import SIGNED_IN, Asker, all_permissions, asker_of, open_to
from zenne.core.audit.forms import PurposeForm
from zenne.core.audit.purposes import begin_purpose, current_purpose, declared_purposes, end_purpose


@open_to(SIGNED_IN)
def purpose_page(request: HttpRequest) -> HttpResponse:
    """Choose a purpose once for a piece of work, then go on to where the data is."""
    if not needs_one(asker_of(request)):
        return render(request, "audit/no_purpose.html")
    form = PurposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        begin_purpose(request.session, code=chosen["purpose"], task=chosen["task"], now=timezone.now())
        return HttpResponseRedirect(onward(request))
    context = {
        "form": form,
        "purposes": declared_purposes(),
        "next": onward(request),
        "current": current_purpose(request.session, now=timezone.now()),
    }
    return render(request, "audit/purpose.html", context, status=400 if form.errors else 200)


@open_to(SIGNED_IN)
def end_page(request: HttpRequest) -> HttpResponse:
    """End the piece of work. A GET shows the page on which one can begin another."""
    if request.method == "POST":
        end_purpose(request.session)
    return HttpResponseRedirect(reverse("audit:purpose"))


def needs_one(asker: Asker) -> bool:
    """Whether somebody may open data of others for which they must say what for."""
    return any(asker.may(each) for each in all_permissions() if each.needs_purpose)


def onward(request: HttpRequest) -> str:
    """The page of this site that was asked for, ``next``; the page itself when it is missing or leads elsewhere."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    allowed = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if allowed and wanted.startswith("/") else reverse("audit:purpose")
