"""Signing in and out."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from zenne.accounts.actions.sign_in_demo import sign_in_demo
from zenne.accounts.actions.sign_out import sign_out
from zenne.accounts.demo import IDENTITIES
from zenne.accounts.rules.addresses import safe_path
from zenne.core.access.public import PUBLIC, asker_of, open_to


def next_path(request: HttpRequest) -> str:
    """Where the reader goes after signing in: a path of this site, their own page when none was named."""
    return safe_path(request.POST.get("next") or request.GET.get("next"), otherwise=reverse("accounts:my"))


@open_to(PUBLIC)
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """All ways to sign in."""
    if asker_of(request).is_somebody and "level" not in request.GET:
        return HttpResponseRedirect(next_path(request))
    context = {"next": next_path(request), "identities": IDENTITIES.values() if settings.DEMO else ()}
    return render(request, "accounts/sign_in.html", context)


@open_to(PUBLIC)
@require_POST
def demo_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Be one of the people of the demonstration."""
    if key not in IDENTITIES:
        raise Http404
    sign_in_demo(request, identity=IDENTITIES[key])
    return HttpResponseRedirect(next_path(request))


@open_to(PUBLIC)
@require_POST
def sign_out_view(request: HttpRequest) -> HttpResponse:
    """End the session and say so."""
    sign_out(request)
    return HttpResponseRedirect(reverse("accounts:signed-out"))


@open_to(PUBLIC)
def signed_out(request: HttpRequest) -> HttpResponse:
    """The end of a session."""
    return render(request, "accounts/signed_out.html")
