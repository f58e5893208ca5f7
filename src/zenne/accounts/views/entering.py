"""The page with all ways to sign in, and the way out."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.send_sign_in_link import send_sign_in_link
from zenne.accounts.actions.sign_in_demo import sign_in_demo
from zenne.accounts.actions.sign_out import sign_out
from zenne.accounts.demo import DEMO_IDENTITIES
from zenne.accounts.forms import EmailForm
from zenne.accounts.limits import LINKS, LINKS_TO_ONE
from zenne.accounts.links import browser_secret
from zenne.accounts.oidc.asking import address_to_sign_out
from zenne.accounts.oidc.providers import all_providers
from zenne.accounts.rules.addresses import safe_path
from zenne.accounts.rules.proofs import proof_in
from zenne.core.access.public import PUBLIC, Assurance, asker_of, open_to, posted_from
from zenne.core.limits.public import allow, limited, too_many

BEGUN = "begun"
LINK_SENT_TO = "link_sent_to"
ANSWERS = "/sign-in/answer/"
LEVELS = {level.name.lower(): level for level in Assurance}


def next_path(request: HttpRequest) -> str:
    """Where the reader goes after signing in: a path of this site, their own page when none was named."""
    wanted = request.POST.get("next") or request.GET.get("next") or begun(request).get("next")
    return safe_path(wanted, otherwise=reverse("accounts:my"))


def wanted_level(request: HttpRequest) -> Assurance:
    """The least level that the page needs from which the reader comes."""
    wanted = request.POST.get("level") or request.GET.get("level") or begun(request).get("level") or ""
    return LEVELS.get(wanted, Assurance.NONE)


def begun(request: HttpRequest) -> dict[str, str]:
    """What was wanted when the sign-in was begun that comes back from a provider now."""
    found = request.session.get(BEGUN) if request.path.startswith(ANSWERS) else None
    return found if isinstance(found, dict) else {}


@never_cache
@open_to(PUBLIC)
def sign_in_page(request: HttpRequest) -> HttpResponse:
    """All ways to sign in, or to prove more."""
    level, asker = wanted_level(request), asker_of(request)
    if asker.is_somebody and asker.assurance >= level and "add" not in request.GET:
        return HttpResponseRedirect(next_path(request))
    return render(request, "accounts/sign_in.html", ways(request))


def ways(request: HttpRequest, **more: Any) -> dict[str, Any]:
    """What the page of all ways shows: those that can give the level that is needed."""
    level = wanted_level(request)
    able = [provider for provider in all_providers() if provider.can_give(level)]
    wanted = {"next": next_path(request), "level": level.name.lower() if level else ""}
    return {
        **wanted,
        "kept_query": urlencode(wanted),
        "is_stepping_up": asker_of(request).is_somebody,
        "residents": [provider for provider in able if provider.audience != "staff"],
        "staff": [provider for provider in able if provider.audience == "staff"],
        "by_email": level <= Assurance.EMAIL,
        "identities": DEMO_IDENTITIES.values() if settings.DEMO and not asker_of(request).is_somebody else (),
        **more,
    }


@never_cache
@open_to(PUBLIC)
@posted_from("accounts:sign-in")
@limited(LINKS)
def ask_for_link(request: HttpRequest) -> HttpResponse:
    """Send a link; the answer is the same for every address."""
    form = EmailForm(request.POST)
    if not form.is_valid():
        return render(request, "accounts/sign_in.html", ways(request, form=form), status=422)
    allowance = allow(LINKS_TO_ONE, f"mailbox:{form.cleaned_data['email'].lower()}")
    if not allowance:
        return too_many(request, allowance)
    send_sign_in_link(
        email=form.cleaned_data["email"],
        language=get_language() or "en",
        next_path=next_path(request),
        browser=browser_secret(request.session),
        now=timezone.now(),
    )
    request.session[LINK_SENT_TO] = form.cleaned_data["email"]
    return HttpResponseRedirect(reverse("accounts:link-sent"))


@never_cache
@open_to(PUBLIC)
def link_sent(request: HttpRequest) -> HttpResponse:
    """What to do now, with the address to which the link went: known in this browser only."""
    email = request.session.get(LINK_SENT_TO)
    if not email:
        return HttpResponseRedirect(reverse("accounts:sign-in"))
    return render(request, "accounts/link_sent.html", {"email": email})


@never_cache
@open_to(PUBLIC)
@posted_from("accounts:sign-in")
def demo_sign_in(request: HttpRequest, key: str) -> HttpResponse:
    """Be one of the people of the demonstration."""
    if key not in DEMO_IDENTITIES:
        raise Http404
    sign_in_demo(request, identity=DEMO_IDENTITIES[key])
    return HttpResponseRedirect(next_path(request))


@never_cache
@open_to(PUBLIC)
@posted_from("home")
def sign_out_view(request: HttpRequest) -> HttpResponse:
    """End the session here, and then where it was begun."""
    proof = proof_in(request.session)
    after = reverse("accounts:signed-out")
    sign_out(request)
    elsewhere = address_to_sign_out(way=proof.way, id_token=proof.id_token, return_path=after)
    return passing_on(request, elsewhere) if elsewhere else HttpResponseRedirect(after)


def passing_on(request: HttpRequest, address: str) -> HttpResponse:
    """To a provider, over a page of ours: a redirect after a form would have to be allowed by the content policy."""
    response = render(request, "accounts/passing_on.html", {"address": address})
    response["Refresh"] = f"0; url={address}"
    response["Referrer-Policy"] = "no-referrer"
    return response


@open_to(PUBLIC)
def signed_out(request: HttpRequest) -> HttpResponse:
    """The end of a session."""
    return render(request, "accounts/signed_out.html")
