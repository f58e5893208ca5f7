"""To an identity provider and back."""

import structlog
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from zenne.accounts.actions.end_sessions_for_provider import end_sessions_for_provider
from zenne.accounts.errors import SignInFailed
from zenne.accounts.limits import SIGN_INS
from zenne.accounts.oidc.asking import address_to_sign_in
from zenne.accounts.oidc.discovery import ProviderDown, configuration_of
from zenne.accounts.oidc.protocol import go_through_answer
from zenne.accounts.oidc.providers import Provider, provider_by_id
from zenne.accounts.oidc.tokens import signed_claims
from zenne.accounts.rules.answers import WrongAnswer
from zenne.accounts.rules.logouts import KIND, check_logout
from zenne.accounts.views.entering import BEGUN, next_path, passing_on, wanted_level, ways
from zenne.core.access.public import PUBLIC, open_to, posted_from
from zenne.core.limits.public import limited

log = structlog.get_logger("zenne.accounts")
STATUS = {"stale": 400, "cancelled": 200, "refused": 400, "weak": 403, "somebody-else": 409, "closed": 403}


def provider_or_404(wanted: str) -> Provider:
    provider = provider_by_id(wanted)
    if provider is None:
        raise Http404
    return provider


@never_cache
@open_to(PUBLIC)
@posted_from("accounts:sign-in")
@limited(SIGN_INS)
def start(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Begin a sign-in at a provider."""
    provider = provider_or_404(provider_id)
    try:
        address = address_to_sign_in(request, provider, next_path=next_path(request), wanted=wanted_level(request))
    except (ProviderDown, WrongAnswer) as error:
        return failed(request, provider, error)
    request.session[BEGUN] = {"next": next_path(request), "level": wanted_level(request).name.lower()}
    return passing_on(request, address)


@never_cache
@open_to(PUBLIC)
@require_GET
def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The address to which a provider sends people back; registered there, so without a language."""
    provider = provider_or_404(provider_id)
    try:
        return go_through_answer(request, provider)
    except (ProviderDown, WrongAnswer, SignInFailed) as error:
        return failed(request, provider, error)


@csrf_exempt
@never_cache
@open_to(PUBLIC)
@require_POST
def back_channel_logout(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The address at which a provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0)."""
    provider, now = provider_or_404(provider_id), timezone.now()
    try:
        claims = signed_claims(provider, request.POST.get("logout_token", ""), kind=KIND)
        issuer = configuration_of(provider)["issuer"]
        logout = check_logout(claims, issuer=issuer, client_id=provider.client_id, now=now)
        ended = end_sessions_for_provider(provider=provider, logout=logout, now=now)
    except (ProviderDown, WrongAnswer) as error:
        log.warning("logout refused", provider=provider.id, check=getattr(error, "reason", "down"))
        return JsonResponse({"error": "invalid_request"}, status=400)
    log.info("a provider ended sessions", provider=provider.id, sessions=ended)
    return HttpResponse()


def failed(request: HttpRequest, provider: Provider, error: ProviderDown | WrongAnswer | SignInFailed) -> HttpResponse:
    """Why nobody was signed in, with all ways to try again. The log says which check failed, and nobody's name."""
    match error:
        case ProviderDown():
            reason, status = "down", 503
        case WrongAnswer():
            reason, status = "wrong", 400
        case _:
            reason, status = error.reason, STATUS[error.reason]
    log.warning("sign-in failed", provider=provider.id, reason=reason, check=getattr(error, "reason", str(error)))
    context = ways(request, failure=reason, provider=provider)
    return render(request, "accounts/sign_in.html", context, status=status)
