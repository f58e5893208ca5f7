"""Showing a second factor, and setting one up."""

import base64
import contextlib
import json
from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.totp.internal.auth import get_totp_secret
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from zenne.accounts.actions.add_second_factor import ProveFirst, add_second_factor
from zenne.accounts.actions.prove_with_code import WrongCode, prove_with_code
from zenne.accounts.actions.prove_with_passkey import prove_with_passkey
from zenne.accounts.actions.remove_second_factor import remove_second_factor
from zenne.accounts.limits import CODES
from zenne.accounts.models import Person
from zenne.accounts.rules.addresses import safe_path
from zenne.accounts.rules.proofs import proof_in
from zenne.accounts.second_factors import KIND, own_factors
from zenne.core.access.public import SIGNED_IN, asker_of, open_to
from zenne.core.limits.public import by_asker, limited

LONGEST_CREDENTIAL = 20_000


def person_of(request: HttpRequest) -> Person:
    """Who is signed in; the view is open to nobody else."""
    assert isinstance(request.user, Person)  # noqa: S101
    return request.user


def after(request: HttpRequest) -> str:
    return safe_path(request.POST.get("next") or request.GET.get("next"), otherwise=reverse("accounts:second-factor"))


@never_cache
@open_to(SIGNED_IN)
@limited(CODES, by=by_asker)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Show a second factor when one is set up and was not shown; else what is set up, and what can be."""
    person = person_of(request)
    factors = own_factors(asker=asker_of(request))
    if factors and not proof_in(request.session).second_factor:
        return challenge(request, person)
    return overview(request, person)


def challenge(request: HttpRequest, person: Person) -> HttpResponse:
    """Ask for a code or a passkey."""
    error = ""
    if request.method == "POST":
        try:
            prove(request, person)
            return HttpResponseRedirect(after(request))
        except WrongCode as wrong:
            error = refusal_in_words(wrong)
    context: dict[str, Any] = {"next": after(request), "error": error}
    if any(factor.type == KIND.WEBAUTHN for factor in own_factors(asker=asker_of(request))):
        context["options"] = as_json(begin_authentication(person))
    return render(request, "accounts/second_factor_challenge.html", context, status=422 if error else 200)


def prove(request: HttpRequest, person: Person) -> None:
    asker = asker_of(request)
    if request.POST.get("credential"):
        prove_with_passkey(request, asker=asker, person=person, credential=credential_in(request))
    else:
        prove_with_code(request, asker=asker, person=person, code=request.POST.get("code", "")[:40])


def refusal_in_words(wrong: WrongCode) -> str:
    if wrong.is_blocked:
        return _("Too many codes were wrong. Wait a quarter of an hour, then try again.")
    return _("This was not right. Wait for the next code of your app and type its six digits.")


def overview(request: HttpRequest, person: Person, **more: Any) -> HttpResponse:
    """What is set up, with the way to add."""
    factors = own_factors(asker=asker_of(request))
    secret = get_totp_secret()
    adapter = get_adapter()
    drawing = adapter.build_totp_svg(adapter.build_totp_url(person, secret))
    context = {
        "next": after(request),
        "factors": [factor for factor in factors if factor.type != KIND.RECOVERY_CODES],
        "has_app": any(factor.type == KIND.TOTP for factor in factors),
        "secret": " ".join(secret[at : at + 4] for at in range(0, len(secret), 4)),
        "picture": "data:image/svg+xml;base64," + base64.b64encode(drawing.encode()).decode(),
        "options": as_json(begin_registration(person, False)),
        **more,
    }
    return render(request, "accounts/second_factor.html", context, status=422 if more.get("error") else 200)


@never_cache
@open_to(SIGNED_IN)
@limited(CODES, by=by_asker)
def add(request: HttpRequest) -> HttpResponse:
    """Set up an app or a passkey, and show the codes on paper once."""
    person, asker = person_of(request), asker_of(request)
    if request.method != "POST":
        return HttpResponseRedirect(reverse("accounts:second-factor"))
    try:
        if request.POST.get("credential"):
            named = (request.POST.get("name", "").strip() or _("Passkey"), credential_in(request))
            codes = add_second_factor(request, asker=asker, person=person, passkey=named)
        else:
            codes = add_second_factor(request, asker=asker, person=person, code=request.POST.get("code", "")[:40])
    except ProveFirst:
        return HttpResponseRedirect(reverse("accounts:second-factor"))
    except WrongCode as wrong:
        return overview(request, person, error=refusal_in_words(wrong))
    if codes:
        return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": after(request)})
    return HttpResponseRedirect(after(request))


@never_cache
@open_to(SIGNED_IN)
def remove(request: HttpRequest, number: int) -> HttpResponse:
    """Take away a factor."""
    if request.method == "POST":
        with contextlib.suppress(ProveFirst):
            remove_second_factor(request, asker=asker_of(request), person=person_of(request), number=number)
    return HttpResponseRedirect(reverse("accounts:second-factor"))


def credential_in(request: HttpRequest) -> dict[str, Any]:
    """What the browser made, as it was sent. Raises WrongCode when it is no JSON object."""
    text = request.POST.get("credential", "")
    try:
        found = json.loads(text) if len(text) <= LONGEST_CREDENTIAL else None
    except ValueError as error:
        raise WrongCode from error
    if not isinstance(found, dict):
        raise WrongCode
    return found


def as_json(options: dict[str, Any]) -> str:
    return json.dumps(options, cls=DjangoJSONEncoder)
